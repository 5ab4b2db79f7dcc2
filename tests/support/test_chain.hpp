#pragma once

// A chain that is set up, for the tests of modules above identity: headquarters, two stores and an administrator. The
// program that includes this links identity.

#include "modules/identity/service.hpp"
#include "support/test_database.hpp"

namespace homeport::test {

class TestChain {
 public:
  // `modules` of the database must hold identity's.
  explicit TestChain(TestDatabase& database) : identity_(database.runtime(), PasswordCost::least) {
    identity::SetupRequest request;
    request.chain_name = "Harbour";
    request.store_name = "Quay Street";
    request.admin_name = "Ada";
    request.sign_in_name = "ada";
    request.password = "a quiet anchorage 7";
    auto session = identity::set_up(identity_, request, nullptr);
    CHECK(session.ok());
    admin_ = session->me.staff.id;
    headquarters_ = session->me.org_unit_id;
    first_store_ = database.read([](const kit::Read& read) { return identity::active_stores(read.tx).at(0).id; });
    auto second = database.write([this](kit::Write& write) {
      identity::OrgUnit unit;
      unit.parent_id = headquarters_;
      unit.kind = identity::OrgUnitKind::store;
      unit.name = "Mill Lane";
      return identity::create_org_unit(identity_, write, unit);
    });
    CHECK(second.ok());
    second_store_ = second->id;
  }

  [[nodiscard]] identity::Identity& identity() { return identity_; }
  [[nodiscard]] kit::StaffId admin() const { return admin_; }
  [[nodiscard]] kit::OrgUnitId headquarters() const { return headquarters_; }
  [[nodiscard]] kit::OrgUnitId first_store() const { return first_store_; }
  [[nodiscard]] kit::OrgUnitId second_store() const { return second_store_; }

 private:
  identity::Identity identity_;
  kit::StaffId admin_;
  kit::OrgUnitId headquarters_;
  kit::OrgUnitId first_store_;
  kit::OrgUnitId second_store_;
};

}  // namespace homeport::test
