// The PDF printer with its one family of fonts, loaded with the first document: of no use to whoever only reads the registry.
import { createRequire } from 'node:module';
import type * as PdfMake from 'pdfmake';

/** Name under which documents call the fonts. */
export const FAMILY = 'Noto Sans SC';

let maker: typeof PdfMake | null = null;

export function printer(): typeof PdfMake {
  if (maker !== null) return maker;
  const from = createRequire(__filename);
  const font = (name: string): string => from.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`);
  const files = { normal: font('400Regular/NotoSansSC_400Regular'), bold: font('700Bold/NotoSansSC_700Bold') };
  const pdfMake = from('pdfmake') as typeof PdfMake;
  pdfMake.setFonts({ [FAMILY]: files });
  // INVARIANT: a document fetches nothing, and reads no file but its two fonts.
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setLocalAccessPolicy(path => Object.values(files).includes(path));
  maker = pdfMake;
  return pdfMake;
}
