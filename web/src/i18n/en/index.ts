/** Every JSON file beside this one is a namespace; adding the file is all it takes. */
const files = import.meta.glob<Record<string, unknown>>("./*.json", { eager: true, import: "default" });

const namespaces: Record<string, Record<string, unknown>> = {};
for (const [path, texts] of Object.entries(files)) {
  namespaces[path.slice(2, -5)] = texts;
}

export default namespaces;
