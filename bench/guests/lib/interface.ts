// jco wants an exported type to be in an interface: a component around the component makes it one.

/**
 * The component around `text` that exports what that does as the interface `bench:guest/api`, and hands on
 * imports.
 */
export function asInterface(text: string, imports = '', given = ''): string {
  return `(component
    ${imports}
    ${text.replace('(component', '(component $guest')}
    (instance $api (instantiate $guest ${given}))
    (export "bench:guest/api" (instance $api)))`;
}
