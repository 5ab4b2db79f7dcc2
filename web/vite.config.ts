import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { mockLoyalty } from "./tools/mock/loyalty";
import { mockServer } from "./tools/mock/plugin";
import { mockPool } from "./tools/mock/pool";
import { mockSelling } from "./tools/mock/selling";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.HOMEPORT_SERVER ?? "http://localhost:8080";
const mocked = process.env.HOMEPORT_MOCK === "1";
const plugins: Plugin[] = mocked ? [mockPool(), mockLoyalty(), mockSelling(), mockServer()] : [];

export default defineConfig({
  root: here("./office"),
  plugins: [react(), ...plugins],
  resolve: {
    alias: [
      { find: "@shared", replacement: here("./shared") },
      { find: "@app", replacement: here("./office/src/app") },
    ],
  },
  server: {
    port: 5173,
    // The server compares Origin with Host on a write, so the proxy leaves Host as the browser sent it.
    proxy: mocked ? undefined : { "/v1": { target: server, changeOrigin: false } },
  },
  // A preview keeps to what the server allows, so that a violation shows before it ships.
  preview: {
    headers: {
      "Content-Security-Policy":
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    },
  },
  build: {
    outDir: here("./office/dist"),
    emptyOutDir: true,
    target: "es2022",
    // One named chunk only: naming more pulls lazily loaded pages into the first load.
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [{ name: "react", test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
    chunkSizeWarningLimit: 1200,
    manifest: "assets/manifest.json",
  },
});
