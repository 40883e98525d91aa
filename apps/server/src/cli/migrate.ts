import { withInstallation } from './with-installation.ts';

await withInstallation(async () => { console.log('The database is up to date.'); });
