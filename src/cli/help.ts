/** The texts of `--help`. */

export const HELP = `Usage: wcm2js <component.wasm | -> -o <folder> [options]
       wcm2js types <component.wasm | -> [-o <folder>] [options]
       wcm2js run [options] <component.wasm> [arguments…]

Makes a JavaScript module of a WebAssembly component; 'wcm2js transpile' is the same.

  -o, --out-dir <folder>       where the files go
      --name <name>            what they are called; default: as the component's file
      --target <target>        universal (default), node, browser, deno, bun or workerd: how the
                               module finds its core modules
  -M, --map <pattern=target>   import from elsewhere: -M 'wasi:cli/*=./my-cli.js#*'; repeatable
  -I, --instantiation [mode]   export a function 'instantiate' that is given the imports;
                               mode is async (default) or sync
  -b, --base64-cutoff <bytes>  core modules of fewer bytes are part of the code; default: 5000
      --tla-compat             no top-level await: wait for the exported promise $init
      --no-typescript          no .d.ts files
      --no-wasi-shim           don't import WASI from @bytecodealliance/preview2-shim
      --no-namespaced-exports  no exports under full names such as 'wasi:cli/run@0.2.3'
      --strict                 refuse numbers out of range instead of wrapping them
  -m, --minify                 minify the code, with the package oxc-minify
      --runtime <mode>         inline (default), or import: share the functions of 'wcm2js/runtime'
      --async-imports <name…>  imported functions that may return promises, though not async:
                               'wasi:io/poll#poll', 'ns:pkg/iface#*'; repeatable, or with commas
      --async-exports <name…>  exported functions that become asynchronous, as they wait for these
      --async-wasi-imports     the same for all that waits in WASI 0.2: poll, block, blocking-read …
      --async-wasi-exports     the same for wasi:cli/run#run and wasi:http/incoming-handler#handle
      --optional-import <pattern>
                               with --instantiation: imports that need not be given, and trap when
                               they are called: 'ns:pkg/iface', 'ns:pkg/iface#func'; repeatable
      --async-mode [mode]      jspi, or sync for none of these; what is right by default
      --multi-memory [mode]    calls between components in core code with several memories: on,
                               auto (default) where it pays and the engine can, or off
      --sourcemap[=inline]     a source map that leads to the component's WIT; inline: in the code
      --seed <n>               for tests: make all choices that are free at random, by this number
  -q, --quiet                  print errors only
      --json                   print what was written as JSON, or { "error": … } if that fails
  -h, --help
  -V, --version

'wcm2js types --help' and 'wcm2js run --help' have the options of these.
`;

export const TYPES_HELP = `Usage: wcm2js types <component.wasm | -> [-o <folder>] [options]

Writes TypeScript declarations of the module that a component becomes. Without a folder they are one
file beside the component, where TypeScript looks for them if 'allowArbitraryExtensions' is set:
app.d.wasm.ts for app.wasm. In a folder they are those that 'wcm2js transpile' writes.

  -o, --out-dir <folder>       where the files go
      --name <name>            what they are called there; default: as the component's file
  -I, --instantiation [mode]   of the function 'instantiate'; mode is async (default) or sync
      --tla-compat             with the promise $init
      --no-namespaced-exports  no exports under full names such as 'wasi:cli/run@0.2.3'
      --async-imports <name…>, --async-exports <name…>, --async-wasi-imports,
      --async-wasi-exports, --async-mode [mode], --optional-import <pattern>
                               as they are given to transpile
  -q, --quiet                  print errors only
      --json                   print what was written as JSON, or { "error": … } if that fails
  -h, --help
`;

export const RUN_HELP = `Usage: wcm2js run [options] <component.wasm | -> [arguments…]

Runs a WASI command, a component that exports wasi:cli/run of WASI 0.2 or 0.3, in this process. It
sees no files, no environment and no network but what it is given here. Needs the package
@bytecodealliance/preview2-shim, and for WASI 0.3 @bytecodealliance/preview3-shim.

      --env <name=value>       an environment variable; --env <name> hands on yours; repeatable
      --dir <host[::guest]>    a folder that it may use, and what it calls it; repeatable
      --network                it may use the network
  -h, --help
`;
