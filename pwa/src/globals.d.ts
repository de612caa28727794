/** Version of this build; esbuild writes it in. */
declare const __BUILD__: string;
