/** Browsers draw no canvas that is longer than this, in pixels. */
const longest = 16_000;
/** Twice as sharp as the screen, so that it can be made larger in a document. */
const sharpness = 2;

/**
 * Puts a drawing on the clipboard, as a picture that documents and chats take.
 * @param svg with its size stated
 * @throws Error with a sentence, when there is no clipboard or the drawing is too large for one picture
 */
export async function copyPicture(svg: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(sharpness, longest / Math.max(image.width, image.height));
    if (scale < 0.25) throw new Error("The timeline is too long for one picture. Export it as SVG or HTML instead.");
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
    if (picture === null) throw new Error("The picture could not be made.");
    await navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })]);
  } finally {
    URL.revokeObjectURL(address);
  }
}
