import { router } from '../trpc.ts';
import { me } from './me.ts';
import { setCardLayout } from './set-card-layout.ts';
import { setTheme } from './set-theme.ts';
import { skillDemand } from './skill-demand.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { switchRole } from './switch-role.ts';

export const accountRouter = router({ signIn, signOut, me, switchRole, setTheme, setCardLayout, skillDemand });
