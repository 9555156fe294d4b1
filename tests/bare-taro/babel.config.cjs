// CommonJS because babel-loader reads it synchronously while the package itself is ESM.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', hot: false }]],
  plugins: [
    [
      'import',
      {
        libraryName: '@nutui/nutui-react-taro',
        camel2DashComponentName: false,
        customName: (name) => `@nutui/nutui-react-taro/dist/es/packages/${name.toLowerCase()}`,
        // Without this line the components arrive unstyled, and nothing warns.
        style: (name) => `${name}/style/css`,
      },
      'nutui',
    ],
  ],
}
