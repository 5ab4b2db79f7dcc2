/** What a refusal means to the person, by the server's stable reason. A reason not listed shows the server's own sentence. */
export const reasons = {
  client: { unreachable: "The server cannot be reached. Check the network and try again.", unexpected_answer: "The server gave no proper answer. Try again later." },
  request: {
    unknown_field: "Unknown field", wrong_type: "Wrong format", out_of_range: "Out of range", too_long: "Too long", required: "Needed", invalid: "Please check what you entered", version_conflict: "Somebody else has just changed this", idempotency_mismatch: "Sent twice with different content. Reload and try again", too_large: "Too large",
    not_found: "No such record", malformed: "Malformed", unknown_parameter: "Unknown query condition", rate_limited: "Too many requests, try again shortly", overloaded: "The server is busy, try again shortly",
  },
  identity: {
    sign_in_required: "Please sign in", wrong_credentials: "Sign-in name or password is wrong", totp_required: "Enter the one-time code", totp_wrong: "The one-time code is wrong", locked_out: "Too many attempts, try again later", password_too_short: "The password is too short", password_too_common: "This password is too common", password_contains_name: "The password must not contain your name", wrong_password: "The current password is wrong", setup_code_wrong: "The set-up code is wrong", setup_done: "Set-up is already done", sign_in_name_taken: "This sign-in name is taken",
    last_administrator: "At least one administrator must remain", permission_beyond_own: "You cannot grant what you lack yourself", role_in_use: "Staff still have this role", role_built_in: "Built-in roles cannot change", own_account: "You cannot disable your own account", move_into_itself: "Cannot move below itself", code_taken: "This code is taken", name_taken: "This name is taken", unit_has_children: "There are units below it",
  },
  access: { permission_missing: "You lack the permission", out_of_scope: "Outside what you may see", margin_required: "Needs the right to see margins", origin_refused: "The request came from a place not allowed" },
  customers: { phone_taken: "Another customer has this phone", card_taken: "Another customer has this card", email_taken: "Another customer has this email", not_found: "No such customer", phone_invalid: "Not a valid phone number" },
  catalogue: { sku_taken: "This SKU is taken", barcode_taken: "This barcode is taken", code_taken: "This code is taken", not_found: "No such product" },
  points: { effective_in_past: "It cannot take effect in the past", weights_must_add_up: "The two weights must add up to 100%", profit_weight_too_low: "The profit weight must be above 50%", threshold_taken: "A tier with this threshold exists", tier_in_use: "Customers are still in this tier" },
} as const;
