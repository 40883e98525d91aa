/** Brand marks a string so that one kind of id cannot stand where another is expected. */
type Brand<Name extends string> = string & { readonly __brand: Name };

export type OrganizationId = Brand<'organization'>;
export type UserId = Brand<'user'>;
export type RunId = Brand<'run'>;
