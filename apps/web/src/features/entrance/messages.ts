/** Texts of sign-in and role choice. */
export const entrance = {
  title: 'Sign in',
  lead: 'See what you learned, what holds you back, and what to do next.',
  organization: 'Organization',
  organizationHint: 'The short name your organization uses, for example “acme”.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in',
  failed: 'Organization, e-mail or password is not right.',
  lockedOut: 'Too many tries. You can try again in',
  unreachable: 'The server cannot be reached right now. Please try again.',
  chooseTitle: 'Choose a role',
  chooseLead: 'Each role has its own pages and its own numbers. You can switch at any time.',
  roles: {
    learner: 'See your own progress and what to do next.',
    trainer: 'See who needs you and which part of a course fails.',
    org_admin: 'See how the organization learns, and where it stalls.',
  },
} as const;
