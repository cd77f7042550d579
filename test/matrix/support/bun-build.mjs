// Runs in Bun: builds an entry with the plugin. Arguments: the plugin's file, its options, entry, folder, target.

const [, , plugin, options, entry, outdir, target] = process.argv;
const { default: wcm2js } = await import(plugin);
const { success, logs } = await Bun.build({
  entrypoints: [entry], outdir, target, naming: { entry: 'main.js' }, minify: true, plugins: [wcm2js.bun(JSON.parse(options))],
});
for (const log of logs) console.error(String(log));
process.exit(success ? 0 : 1);
