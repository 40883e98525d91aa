/** Types of content, in the order in which rollups count them. A file of its own, so that pages can name them without loading the schemas. */
export const contentTypes = ['video', 'article', 'interactive', 'assessment', 'practice', 'forum', 'other'] as const;
export type ContentType = (typeof contentTypes)[number];
