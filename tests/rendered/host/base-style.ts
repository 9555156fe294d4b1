/**
 * What WeChat gives every element before the app's own styles: the rules of its base style sheet (a page saved from
 * its developer tools shows them), with `button` in the look of an app.json without "style": "v2". 1 rem is a
 * twentieth of the screen (developers.weixin.qq.com, WXSS).
 */
export const BASE_STYLE = `
html { font-size: 5vw; -webkit-text-size-adjust: 100%; overflow-x: hidden; }
body { margin: 0; font-family: -apple-system-font, "Helvetica Neue", sans-serif; }
wx-page, wx-view, wx-picker, comp { display: block; }
wx-page[hidden] { display: none; }
comp { display: contents; }
wx-text { display: inline; white-space: pre-line; }
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
wx-image > img { display: block; width: 100%; height: 100%; object-fit: fill; }
wx-image[mode="aspectFill"] > img { object-fit: cover; }
wx-image[mode="aspectFit"] > img { object-fit: contain; }
wx-image[mode="widthFix"] { height: auto; }
wx-image[mode="widthFix"] > img { height: auto; }
wx-scroll-view { display: block; width: 100%; overflow: hidden; }
wx-scroll-view.wx-scroll-x { overflow-x: auto; }
wx-scroll-view.wx-scroll-y { overflow-y: auto; }
wx-button {
  position: relative; display: block; margin-left: auto; margin-right: auto; padding-left: 14px; padding-right: 14px;
  box-sizing: border-box; font-size: 18px; text-align: center; text-decoration: none; line-height: 2.55555556;
  border-radius: 5px; overflow: hidden; color: #000000; background-color: #F8F8F8;
}
wx-button::after {
  content: " "; width: 200%; height: 200%; position: absolute; top: 0; left: 0; border: 1px solid rgba(0,0,0,.2);
  transform: scale(.5); transform-origin: 0 0; box-sizing: border-box; border-radius: 10px; pointer-events: none;
}
wx-input {
  display: block; height: 1.4rem; min-height: 1.4rem; text-overflow: clip; overflow: hidden; white-space: nowrap;
}
wx-input > .wx-in { position: relative; display: flex; align-items: center; width: 100%; height: 100%; }
wx-input .wx-el, wx-textarea .wx-el {
  display: block; width: 100%; height: 100%; margin: 0; padding: 0; border: 0; outline: 0; background: none;
  color: inherit; font: inherit; letter-spacing: inherit; text-align: inherit; resize: none; box-sizing: border-box;
}
wx-textarea { display: block; position: relative; width: 300px; height: 150px; }
wx-textarea > .wx-in { position: relative; width: 100%; height: 100%; }
wx-textarea.wx-auto-height { height: auto; }
wx-textarea.wx-auto-height .wx-el { height: auto; overflow: hidden; }
.wx-ph { position: absolute; left: 0; right: 0; pointer-events: none; overflow: hidden; white-space: nowrap; }
wx-textarea .wx-ph { top: 0; white-space: pre-wrap; }
.input-placeholder, .textarea-placeholder { color: grey; }
`
