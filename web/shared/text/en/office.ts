export const home = {
  hello: { morning: "Good morning, {{name}}", noon: "Good day, {{name}}", afternoon: "Good afternoon, {{name}}", evening: "Good evening, {{name}}" },
  today: "Today", salesAmount: "Sales", salesCount: "Number of sales", newCustomers: "New customers", returns: "Returns", days: "Sales, last 30 days", tiers: "Members by tier", newestCustomers: "Newest customers", newestSales: "Newest sales", imports: "Imports running", toDo: "To do", nothingToDo: "Nothing to do. All clear.", noSales: "No sales yet", noCustomers: "No customers yet", noTier: "No tier yet", average: "{{money}} a day", seeAll: "See all", members: "{{n}} members", anonymous: "Walk-in", pending: "{{n}} open", importRows: "{{done}} of {{total}} rows",
  task: { set_first_product: "Enter the first product", create_product: "Enter products", create_tier: "Set up tiers", create_strategy: "Publish a points strategy", create_staff: "Add staff", create_customer: "Create a customer", import_errors: "Fix refused import rows", enable_totp: "Turn on the second factor", products_without_cost: "Complete products without a cost", customers_without_phone: "Complete customers without a phone" },
} as const;

export const catalogue = {
  products: "Products", product: "Product", create: "New product", edit: "Edit product", sku: "SKU", barcode: "Barcode", name: "Name", category: "Category", serviceType: "Service type", price: "Price", cost: "Cost", margin: "Margin", status: "Status", filterQ: "SKU, barcode or name", costHint: "Left empty, it is estimated by the service type's margin.", emptyTitle: "No products yet", emptyText: "With products you can sell.", created: "Product {{name}} created", saved: "Product {{name}} saved", disabled: "{{name}} disabled", enabled: "{{name}} enabled",
  serviceTypes: "Service types", createServiceType: "New service type", editServiceType: "Edit service type", code: "Code", weight: "Points weight", weightHint: "The amount times the weight gives consumption points; usually the average margin of this business.", marginRate: "Margin", marginHint: "Estimates the cost of products that have none.", serviceTypeEmptyTitle: "No service types yet", serviceTypeEmptyText: "They set the points weight of each kind of product.", below: "Price is below cost",
} as const;

export const audit = {
  title: "Audit trail", at: "Time", actor: "Who", action: "What", subject: "Object", changes: "Changes", source: "From address", request: "Request", module: "Module", from: "From day", to: "To day", q: "Object or content", before: "Before", after: "After", noChanges: "No fields changed", emptyTitle: "Nothing recorded yet", emptyText: "Every change is recorded here by itself and cannot be edited.", fieldsChanged: "{{n}} fields", detail: "What was done",
} as const;

export const settings = {
  title: "Settings", chain: "The chain", saved: "Settings saved", about: "About", version: "Version", schema: "Schema", engine: "Database", currencyHint: "Cannot change once there are sales.", defaultLanguage: "Default language",
} as const;
