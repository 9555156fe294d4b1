/** Wires the app's life to the libraries: called once by the App component. */
export declare function useAppLife(): void
