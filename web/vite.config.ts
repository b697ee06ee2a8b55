import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const firstLoadBudget = 200 * 1024;

/** Fails the build when what the first page must load exceeds the budget (FACE.md "Budgets"). */
function budget(): Plugin {
  return {
    name: "first-load-budget",
    generateBundle(_options, bundle) {
      const needed = new Set<string>();
      const need = (name: string): void => {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk" || needed.has(name)) return;
        needed.add(name);
        for (const imported of chunk.imports) need(imported);
      };
      for (const [name, chunk] of Object.entries(bundle)) {
        if (chunk.type === "chunk" && chunk.isEntry) need(name);
      }
      let bytes = 0;
      for (const name of needed) {
        const chunk = bundle[name];
        if (chunk?.type === "chunk") bytes += gzipSync(chunk.code).length;
      }
      this.info(`first load: ${(bytes / 1024).toFixed(1)} KB of gzipped JavaScript`);
      if (bytes > firstLoadBudget) {
        this.error(`first load is ${bytes} bytes gzipped, more than ${firstLoadBudget}`);
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), budget()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { outDir: "dist", emptyOutDir: true, assetsDir: "assets" },
  server: {
    proxy: { "/api": { target: process.env.ROZMOWA_API ?? "http://localhost:8080" } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/app/test-setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
