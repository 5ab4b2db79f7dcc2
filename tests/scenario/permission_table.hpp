#pragma once

// Who may use which route: one row per route, one letter per kind of caller.
//
//   1  401: not signed in                    o  let in: the answer is about the request itself (200, 400, 409, 422…)
//   3  403: without the permission, or the store is out of reach
//   4  404: what the path names is out of reach, and its existence isn't told
//
// The callers, in order:
//   nobody     not signed in
//   stranger   signed in, without any permission
//   assistant  works in the first store with the rights of a shop assistant, for customers of her own only
//   manager    the manager of another store
//   ada        the administrator
// What the paths name belongs to the first store and to nobody in particular (landmarks.hpp).

#include <array>
#include <string_view>

namespace homeport::test {

struct PermissionRow {
  std::string_view route;
  std::string_view callers;
};

inline constexpr std::array kPermissionTable{
    PermissionRow{"GET /healthz", "ooooo"},
    PermissionRow{"GET /metrics", "ooooo"},
    PermissionRow{"GET /openapi.json", "ooooo"},
    PermissionRow{"GET /readyz", "ooooo"},
    PermissionRow{"GET /v1/audit", "133oo"},
    PermissionRow{"GET /v1/customers", "13ooo"},
    PermissionRow{"POST /v1/customers", "13o4o"},
    PermissionRow{"GET /v1/customers/find", "13ooo"},
    PermissionRow{"GET /v1/customers/{customer_id}", "1344o"},
    PermissionRow{"PATCH /v1/customers/{customer_id}", "1344o"},
    PermissionRow{"GET /v1/customers/{customer_id}/cards", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/cards", "1344o"},
    PermissionRow{"DELETE /v1/customers/{customer_id}/cards/{card_number}", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/cards/{card_number}/freeze", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/cards/{card_number}/unfreeze", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/disable", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/enable", "1344o"},
    PermissionRow{"GET /v1/customers/{customer_id}/points", "1344o"},
    PermissionRow{"GET /v1/customers/{customer_id}/points/entries", "1344o"},
    PermissionRow{"GET /v1/customers/{customer_id}/points/entries/{entry_id}/explanation", "1344o"},
    PermissionRow{"GET /v1/customers/{customer_id}/sales/{sale_id}", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/sales/{sale_id}/exchange", "1334o"},
    PermissionRow{"GET /v1/customers/{customer_id}/sales/{sale_id}/receipt", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/sales/{sale_id}/receipt/prints", "1344o"},
    PermissionRow{"POST /v1/customers/{customer_id}/sales/{sale_id}/returns", "1334o"},
    PermissionRow{"GET /v1/customers/{customer_id}/timeline", "1344o"},
    PermissionRow{"GET /v1/events", "1oooo"},
    PermissionRow{"GET /v1/home", "1oooo"},
    PermissionRow{"GET /v1/imports", "133oo"},
    PermissionRow{"POST /v1/imports", "133oo"},
    PermissionRow{"GET /v1/imports/{import_id}", "1334o"},
    PermissionRow{"POST /v1/imports/{import_id}/cancel", "1334o"},
    PermissionRow{"POST /v1/imports/{import_id}/check", "1334o"},
    PermissionRow{"GET /v1/imports/{import_id}/errors.csv", "1334o"},
    PermissionRow{"POST /v1/imports/{import_id}/start", "1334o"},
    PermissionRow{"GET /v1/me", "1oooo"},
    PermissionRow{"PATCH /v1/me", "1oooo"},
    PermissionRow{"POST /v1/me/password", "1oooo"},
    PermissionRow{"POST /v1/me/totp", "1oooo"},
    PermissionRow{"POST /v1/me/totp/confirm", "1oooo"},
    PermissionRow{"POST /v1/me/totp/disable", "1oooo"},
    PermissionRow{"GET /v1/org_units", "13ooo"},
    PermissionRow{"POST /v1/org_units", "1333o"},
    PermissionRow{"GET /v1/org_units/{org_unit_id}", "13o4o"},
    PermissionRow{"PATCH /v1/org_units/{org_unit_id}", "1333o"},
    PermissionRow{"POST /v1/org_units/{org_unit_id}/move", "1333o"},
    PermissionRow{"GET /v1/permissions", "133oo"},
    PermissionRow{"GET /v1/products", "13ooo"},
    PermissionRow{"POST /v1/products", "1333o"},
    PermissionRow{"GET /v1/products/find", "13ooo"},
    PermissionRow{"GET /v1/products/{product_id}", "13ooo"},
    PermissionRow{"PATCH /v1/products/{product_id}", "1333o"},
    PermissionRow{"POST /v1/quotes", "13o3o"},
    PermissionRow{"GET /v1/reservations", "13ooo"},
    PermissionRow{"POST /v1/reservations", "13o3o"},
    PermissionRow{"GET /v1/reservations/{reservation_id}", "1344o"},
    PermissionRow{"POST /v1/reservations/{reservation_id}/complete", "1344o"},
    PermissionRow{"POST /v1/reservations/{reservation_id}/void", "1344o"},
    PermissionRow{"GET /v1/roles", "133oo"},
    PermissionRow{"POST /v1/roles", "1333o"},
    PermissionRow{"DELETE /v1/roles/{role_id}", "1333o"},
    PermissionRow{"GET /v1/roles/{role_id}", "133oo"},
    PermissionRow{"PATCH /v1/roles/{role_id}", "1333o"},
    PermissionRow{"GET /v1/sales", "13ooo"},
    PermissionRow{"POST /v1/sales", "13o3o"},
    PermissionRow{"GET /v1/service_types", "13ooo"},
    PermissionRow{"POST /v1/service_types", "1333o"},
    PermissionRow{"GET /v1/service_types/{service_type_id}", "13ooo"},
    PermissionRow{"PATCH /v1/service_types/{service_type_id}", "1333o"},
    PermissionRow{"GET /v1/sessions", "1oooo"},
    PermissionRow{"POST /v1/sessions", "ooooo"},
    PermissionRow{"DELETE /v1/sessions/current", "1oooo"},
    PermissionRow{"DELETE /v1/sessions/{session_id}", "14444"},
    PermissionRow{"GET /v1/settings", "1333o"},
    PermissionRow{"PATCH /v1/settings", "1333o"},
    PermissionRow{"GET /v1/setup", "ooooo"},
    PermissionRow{"POST /v1/setup", "ooooo"},
    PermissionRow{"GET /v1/staff", "133oo"},
    PermissionRow{"POST /v1/staff", "133oo"},
    PermissionRow{"GET /v1/staff/{staff_id}", "1334o"},
    PermissionRow{"PATCH /v1/staff/{staff_id}", "1334o"},
    PermissionRow{"POST /v1/staff/{staff_id}/disable", "1334o"},
    PermissionRow{"POST /v1/staff/{staff_id}/enable", "1334o"},
    PermissionRow{"POST /v1/staff/{staff_id}/remove_totp", "1334o"},
    PermissionRow{"POST /v1/staff/{staff_id}/reset_password", "1334o"},
    PermissionRow{"GET /v1/strategies", "13ooo"},
    PermissionRow{"POST /v1/strategies", "1333o"},
    PermissionRow{"GET /v1/strategies/current", "13ooo"},
    PermissionRow{"GET /v1/strategies/{strategy_id}", "13ooo"},
    PermissionRow{"GET /v1/strategies/{strategy_id}/warnings", "1333o"},
    PermissionRow{"GET /v1/tiers", "13ooo"},
    PermissionRow{"POST /v1/tiers", "1333o"},
    PermissionRow{"PATCH /v1/tiers/{tier_id}", "1333o"},
    PermissionRow{"GET /v1/version", "1oooo"},
};

}  // namespace homeport::test
