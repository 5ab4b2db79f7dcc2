export const nav = {
  workbench: "Workbench", customersGroup: "Customers", goodsGroup: "Goods", salesGroup: "Sales", loyaltyGroup: "Loyalty", organisationGroup: "Organisation", systemGroup: "System",
  home: "Home", customers: "All customers", products: "Products", serviceTypes: "Service types", strategies: "Points strategy", tiers: "Tiers", staff: "Staff", roles: "Roles", stores: "Stores", audit: "Audit trail", settings: "Settings",
} as const;

export const shell = {
  searchAnything: "Search customers, pages, actions", paletteHint: "Type a name, phone, card number or page", palettePages: "Pages", paletteActions: "Actions", paletteCustomers: "Customers", paletteNothing: "Nothing found", paletteSearching: "Searching…",
  menu: "Menu", collapseMenu: "Collapse menu", expandMenu: "Expand menu", account: "My account", language: "Language", theme: "Appearance", themeSystem: "As the system", themeLight: "Light", themeDark: "Dark", help: "Keyboard shortcuts", skip: "Skip to content",
  chinese: "中文", english: "English", userMenu: "User menu", switchTheme: "Switch light and dark",
  notFoundTitle: "No such page", notFoundText: "The link may be out of date.", goHome: "Go home",
  crashedTitle: "This page failed", crashedText: "Reload and try again. If it stays, tell an administrator what stands below.", reload: "Reload", newVersion: "Homeport was updated. Reload to continue.",
  offline: "Connection to the server lost, trying again", keys: {
    title: "Keyboard shortcuts", everywhere: "Everywhere", lists: "Lists", records: "Records", go: "Go to",
    palette: "Open the command palette", search: "Jump to the search box", help: "Show shortcuts", down: "Next row", up: "Previous row", open: "Open the row", create: "New", previous: "Previous record", next: "Next record", edit: "Edit", theme: "Switch light and dark", then: "then",
  },
} as const;

export const signIn = {
  title: "Sign in to Homeport", subtitle: "Customers, points and sales of all your stores", name: "Sign-in name", password: "Password", submit: "Sign in", code: "One-time code", codeHint: "Open the authenticator app on your phone and enter the 6 digits.", codeTitle: "Second step", anotherAccount: "Use another account",
  lockedTitle: "Sign-in is locked for now", lockedText: "Too many failed attempts. Try again in {{time}}.", expired: "Your session has ended. Please sign in again.", capsLock: "Caps Lock is on", forgot: "Forgot it? An administrator can reset your password.", tagline: "Every visit is a homecoming.",
} as const;

export const setup = {
  title: "Set-up", welcome: "Welcome to Homeport", step: { language: "Language", chain: "Chain", store: "Store", admin: "Administrator" },
  languageTitle: "选择语言 · Choose a language", languageText: "Everybody can switch at any time.", code: "Set-up code", codeHint: "Printed on the terminal when the server starts, and part of the set-up link.",
  chainTitle: "Your chain", chainText: "The name shows on every page; the currency decides how amounts are written.", chainName: "Name of the chain", chainNamePlaceholder: "e.g. Begonia Beauty", currency: "Currency", currencyHint: "Cannot change later.", timeZone: "Time zone", timeZoneHint: "Reports count days by this zone.",
  storeTitle: "Your first store", storeText: "Add other stores and branches later.", storeName: "Name of the store", storeNamePlaceholder: "e.g. People's Road",
  adminTitle: "Administrator", adminText: "This account may do everything. Keep its password safe.", adminName: "Full name", signInName: "Sign-in name", signInNameHint: "Letters, digits or an email address.", password: "Password", passwordAgain: "Once more", passwordMismatch: "The two differ", finish: "Finish and enter",
  alreadyTitle: "Already set up", alreadyText: "This system has an administrator. Please sign in.", strength: { label: "Password strength", s0: "Too short", s1: "Weak", s2: "Fair", s3: "Good", s4: "Very good", hint: "A few unrelated words are easier to remember and safer than symbols." },
} as const;

export const account = {
  title: "My account", profile: "Profile", security: "Security", preferences: "Preferences", changePassword: "Change password", currentPassword: "Current password", newPassword: "New password", newPasswordAgain: "New password once more", passwordChanged: "Password changed",
  mustChangeTitle: "Choose a new password", mustChangeText: "You are using a temporary password. Set your own to continue.",
  sessions: "Signed-in devices", sessionsText: "If you don't recognise one, remove it and change your password.", thisDevice: "This device", revoke: "Remove", revokeTitle: "Sign this device out?", revokeText: "{{device}} ({{address}}) will have to sign in again.", revoked: "Removed", lastSeen: "Last used", signedInAt: "Signed in", unknownDevice: "Unknown device",
  totp: "Second factor", totpOn: "On", totpOff: "Off", totpText: "Signing in then takes a code from your phone's authenticator besides the password.", totpEnable: "Turn on", totpDisable: "Turn off", totpScan: "Scan with the authenticator app on your phone", totpSecret: "Cannot scan? Enter this key by hand", totpConfirm: "Enter the 6 digits the app shows", totpEnabled: "Second factor is on", totpDisabled: "Second factor is off", totpDisableText: "The password alone will then be enough. Enter it to confirm.",
  role: "Role", store: "Belongs to", scope: "Data scope", signInName: "Sign-in name", guideNumber: "Guide number",
} as const;

export const scope = { own: "Own", store: "Store", branch: "Branch", all: "All" } as const;
