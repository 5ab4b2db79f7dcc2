export const customers = {
  title: "Customers", create: "New customer", edit: "Edit customer", filter: { q: "Name, phone or card", store: "Store", status: "Status", kind: "Kind", tier: "Tier", owner: "Owner" },
  column: { name: "Name", phone: "Phone", tier: "Tier", points: "Combined points", store: "Store", lastPurchase: "Last purchase", owner: "Owner", card: "Card", source: "Source", createdAt: "Created", kind: "Kind", email: "Email", birthday: "Birthday" },
  kind: { person: "Person", organisation: "Organisation" }, gender: { female: "Female", male: "Male", other: "Other", unknown: "Unknown" },
  field: { kind: "Kind", name: "Name", organisationName: "Name of the organisation", gender: "Gender", phone: "Phone", email: "Email", birthday_on: "Birthday", store_id: "Store", owner_staff_id: "Owner", source: "Source", external_ref: "External reference", note: "Note", card_number: "Card number", sourceHint: "e.g. walk-in, referral, TikTok", status: "Status" },
  section: { basic: "Basics", belonging: "Belongs to", other: "Other" },
  emptyTitle: "No customers yet", emptyText: "Create the first one, or import them from a file.",
  disableTitle: "Disable customer “{{name}}”?", disableText: "No more sales to this customer. The history stays and it can be undone at any time.", disabled: "{{name}} disabled", enabled: "{{name}} enabled", saved: "{{name}} saved", created: "Customer {{name}} created",
  takenBy: "This phone belongs to {{name}}", openExisting: "Open that customer",
  record: {
    profile: "Profile", overview: "Timeline", purchases: "Purchases", entries: "Points entries", cards: "Cards", noTimeline: "Nothing has happened yet", noPurchases: "No purchases yet", noEntries: "No points yet", noCards: "No card yet", since: "Since {{date}}", position: "{{n}} of {{total}}", spent: "Spent", salesCount: "Purchases", addCard: "Add a card", cardNumber: "Card number", cardHint: "Swipe, scan or type", removeCardTitle: "Remove card {{card}}?", removeCardText: "Swiping it will no longer find this customer.", cardAdded: "Card added", cardRemoved: "Card removed", times: "{{n}} times", phoneMasked: "The full number needs the right to read phones", sell: "Sell",
  },
  timeline: { sale: "Purchase", return: "Return", points: "Points", change: "Profile changed", card: "Card" },
  sale: { lines: "Lines", list: "List", rebate: "Rebate", payable: "Paid", quantity: "Qty", unitPrice: "Unit price", amount: "Amount", returned: "{{n}} returned", store: "Store", staff: "Served by", goods: "Goods", items: "{{n}} items", pieces: "{{n}} kinds in all" },
} as const;

export const points = {
  consumption: "Consumption points", profit: "Profit points", combined: "Combined points", tier: "Tier", nextTier: "Next tier", noTier: "No tier yet", topTier: "Highest tier reached", missing: "{{points}} points to {{name}}", discount: "Discount", threshold: "Threshold", colour: "Colour",
  explain: {
    consumption: "All purchases, each line times the weight of its service type; returns take back what was recorded.", profit: "The profit all purchases brought; 1.00 point is 1.00 of profit.", combined: "Profit and consumption points, put together by the strategy's weights. It decides the tier.",
    combinedStep: "Strategy in force: {{x}} profit + {{y}} consumption", sumStep: "From {{n}} purchases, {{spent}} in all", nowStep: "{{points}} points together", tierStep: "This tier starts at {{threshold}} points",
  },
  entry: { kind: "Kind", at: "Time", balance: "Balance", strategy: "Strategy", sale: "Sale", return: "Return", adjustment: "Adjustment", import: "Import", opening: "Opening", why: "Why this number", version: "Version {{n}}" },
  strategy: {
    title: "Points strategy", current: "In force", history: "Versions", newVersion: "New version", version: "Version {{n}}", effectiveFrom: "Effective from", x: "Profit weight X", y: "Consumption weight Y", formula: "Combined = {{x}} × profit points + {{y}} × consumption points", payable: "Payable = tier discount × combined + cost; never above list, never below cost",
    accrueOn: "Points accrue on", accrue: { list: "List price", paid: "Price paid" }, lossLines: "Lines sold at a loss", loss: { subtract: "Subtract from profit", zero: "Count as zero" }, downgrade: "Downgrade", downgradePolicy: { never: "Never", period_end: "At period end", one_step: "One step at a time" }, note: "Note", noteHint: "Why the change, for whoever looks later", name: "Name",
    xHint: "Above 50%. Y is always 100% − X", publishTitle: "Use the new strategy from {{date}}?", publishText: "Points already given stay. Sales from then on follow the new strategy.", published: "New version published", now: "At once", scheduled: "Scheduled", inForce: "In force", past: "Past", createdBy: "Published by", none: "No strategy yet", noneText: "Sales give points once the first version is published.", xTooLow: "The profit weight must be above 50% and at most 100%",
  },
  tiers: { title: "Tiers", create: "New tier", edit: "Edit tier", name: "Name", threshold: "Threshold (combined points)", discount: "Discount", discountHint: "Works on the profit part only, never on cost. 90% means the customer pays 90% of it.", customers: "Members", colour: "Colour", emptyTitle: "No tiers yet", emptyText: "With tiers, members rise by the combined points they gather.", created: "Tier {{name}} created", saved: "Tier {{name}} saved", ladder: "Ladder", benefit: "{{percent}} of the profit" },
} as const;
