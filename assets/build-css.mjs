// Compiles every style sheet into static/css and says how heavy it is over the wire.
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { compile, NodePackageImporter } from "sass";

const assets = dirname(fileURLToPath(import.meta.url));
const target = join(assets, "..", "static", "css");

for (const name of readdirSync(join(assets, "scss"))) {
  if (name.startsWith("_") || !name.endsWith(".scss")) continue;
  const { css } = compile(join(assets, "scss", name), {
    style: "compressed",
    loadPaths: [join(assets, "node_modules")],
    importers: [new NodePackageImporter(assets)],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  const file = name.replace(".scss", ".css");
  writeFileSync(join(target, file), `${css}\n`);
  console.log(`${file}: ${css.length} bytes, ${brotliCompressSync(css).length} compressed`);
}
