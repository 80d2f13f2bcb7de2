/** The two images of a page: as it was scanned, and as it was made readable. */
export const pageImages = { optimised: '优化图像', raw: '原始图像' } as const;
export type PageImage = keyof typeof pageImages;
