export const decorate = (text) => `hello, ${text}!`;
