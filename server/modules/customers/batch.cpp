// Many customers in one write.

#include "modules/customers/service.hpp"

namespace homeport::customers {
namespace {

std::string path_of(std::size_t index, const std::string& field) {
  const std::string one = "customers[" + std::to_string(index) + "]";
  return field.empty() ? one : one + "." + field;
}

Refusal refusal_of(std::vector<std::pair<std::size_t, Refusal>> refused) {
  if (refused.size() == 1) {
    auto [index, only] = std::move(refused.front());
    only.field = path_of(index, only.field);
    for (auto& error : only.errors)
      error.field = path_of(index, error.field);
    return only;
  }
  auto all = refuse(RefusalKind::unprocessable, "customers.batch_refused",
                    std::to_string(refused.size()) + " of these customers can't be added; none was", "customers");
  for (auto& [index, one] : refused)
    all.errors.push_back({path_of(index, one.field), std::move(one.reason), std::move(one.detail)});
  return all;
}

}  // namespace

Result<std::vector<Customer>> create_all(kit::Write& write, std::span<const NewCustomer> wanted) {
  std::vector<Customer> made;
  std::vector<std::pair<std::size_t, Refusal>> refused;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto customer = create(write, wanted[i]);
    if (customer.ok()) {
      made.push_back(std::move(customer).value());
    } else {
      refused.emplace_back(i, std::move(customer).refusal());
    }
  }
  if (!refused.empty()) return refusal_of(std::move(refused));
  return made;
}

}  // namespace homeport::customers
