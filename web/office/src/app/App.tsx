import { wantLaterTexts } from "@shared/text/i18n";
import { ProblemState } from "@shared/ui/EmptyState";
import { Spin } from "antd";
import { lazy, Suspense } from "react";
import {
  createBrowserRouter,
  Navigate,
  Outlet,
  RouterProvider,
  useLocation,
  useRouteError,
} from "react-router";
import { Crashed } from "./Crashed";
import { Providers } from "./Providers";
import { SessionProvider, useSession, useSessionWatch } from "./session/session";

const SignIn = lazy(() => import("./session/SignIn"));
const Setup = lazy(() => import("./session/Setup"));
const MustChangePassword = lazy(() => import("./session/MustChangePassword"));
const loadShell = async () => {
  const [shell] = await Promise.all([import("./shell/Shell"), wantLaterTexts()]);
  return shell;
};
const Shell = lazy(loadShell);

// Fetched while the server is still being asked who this is: most of the time somebody is signed in.
if (!/^\/(sign-in|setup)/.test(window.location.pathname)) void loadShell().catch(() => undefined);

function Waiting() {
  return (
    <div className="hp-waiting">
      <Spin size="large" />
    </div>
  );
}

function Root() {
  useSessionWatch();
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

/** The office is there for those signed in; others sign in first and come back to where they wanted to go. */
function Office() {
  const { me, problem, retry } = useSession();
  const location = useLocation();
  if (problem && !me) {
    return (
      <div className="hp-waiting">
        <ProblemState problem={problem} retry={retry} />
      </div>
    );
  }
  if (me === undefined) return <Waiting />;
  if (me === null) {
    const wanted = `${location.pathname}${location.search}`;
    return (
      <Navigate to={wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`} replace />
    );
  }
  return (
    <SessionProvider me={me}>{me.must_change_password ? <MustChangePassword /> : <Shell />}</SessionProvider>
  );
}

function Failed() {
  return <Crashed error={useRouteError()} />;
}

const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Failed />,
    children: [
      { path: "/sign-in", element: <SignIn /> },
      { path: "/setup", element: <Setup /> },
      { path: "/*", element: <Office /> },
    ],
  },
]);

export function App() {
  return (
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  );
}
