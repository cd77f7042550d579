/** What a module in the cache calls the folder with its core modules. No name in WIT has a `$`. */
export const CORE_FOLDER = '$coreFolder';
