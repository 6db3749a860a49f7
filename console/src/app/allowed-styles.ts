// Ant Design writes a few styles past the door that the content security policy leaves open for it: the style of the hidden
// copy on which it measures a growing text field, and the elements by which a dialog keeps the page beneath from scrolling.
// Refused, the copy stands at the foot of every form for everybody to see. Here both come in by the door.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const writeAttribute = HTMLTextAreaElement.prototype.setAttribute;
const create = Document.prototype.createElement;

HTMLTextAreaElement.prototype.setAttribute = function (name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else writeAttribute.call(this, name, value);
};

Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
  const made: HTMLElement = create.call(this, name, options);
  if (made instanceof HTMLStyleElement && nonce !== undefined) made.nonce = nonce;
  return made;
} as typeof create;
