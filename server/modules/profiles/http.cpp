#include "kit/routes.hpp"
#include "modules/profiles/divisions.hpp"
#include "modules/profiles/module.hpp"
#include "modules/profiles/service.hpp"

namespace homeport::profiles {
namespace {

constexpr std::string_view kCustomerPath = "/v1/customers/{customer_id}/";

// What the routes of one kind of part are called.
struct Words {
  std::string_view plural;    // "addresses": in the path
  std::string_view singular;  // "address": in operation ids
  std::string_view about;     // "an address": in summaries
  std::vector<std::string> refusals;
};

Result<customers::Keeping> keeping_of(const kit::Read& read, CustomerId id) {
  TRY(const auto customer, customers::load(read, id));
  return customers::keeping_of(customer);
}

template <class Part>
Result<kit::Answer> edit(kit::Write& write, const kit::Call& call, const std::string& id_name) {
  TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto id, call.path_id<PartId>(id_name));
  TRY(const auto version, call.if_match_version());
  TRY(const auto before, load_part<Part>(write.as_read(), customer_id, id));
  TRY(const auto keeping, keeping_of(write.as_read(), customer_id));
  TRY_DONE(kit::check_version(visible(write.actor, keeping, before), version, write.view()));
  Part after = before;
  TRY_DONE(patch_record(after, call.request().body, write.view()));
  TRY(const auto saved, edit_part(write, before, std::move(after)));
  return kit::answer_with(visible(write.actor, keeping, saved), write.view());
}

template <class Part>
void add_part_routes(kit::Endpoints& endpoints, const Words& words) {
  const std::string all = std::string(kCustomerPath) + std::string(words.plural);
  const std::string singular(words.singular);
  const std::string id_name = singular + "_id";
  const std::string one = all + "/{" + id_name + "}";
  const std::string about(words.about);

  auto list = kit::spec_of<Part>("list_customer_" + std::string(words.plural),
                                 "The " + std::string(words.plural) + " of a customer, oldest first, all.",
                                 customers::kReadPermission);
  list.answer_is_list = true;
  endpoints.read(all, list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
    TRY(const auto parts, list_parts<Part>(read, customer_id));
    return kit::whole_list(parts, read.view());
  });

  auto add = kit::spec_of<Part>("add_customer_" + singular, "Adds " + about + ".", customers::kWritePermission);
  add.success_status = 201;
  add.refusals = words.refusals;
  add.refusals.emplace_back("profiles.too_many");
  endpoints.write<Part>(http::Method::post, all, add,
                        [](kit::Write& write, const kit::Call& call, const Part& body) -> Result<kit::Answer> {
                          TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                          TRY(const auto part, add_part<Part>(write, customer_id, body));
                          TRY(const auto keeping, keeping_of(write.as_read(), customer_id));
                          return kit::answer_with(visible(write.actor, keeping, part), write.view(), 201);
                        });

  auto change =
      kit::spec_of<Part>("edit_customer_" + singular, "Changes the members given.", customers::kWritePermission);
  change.refusals = words.refusals;
  change.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<Part>(
      one, change, [id_name](kit::Write& write, const kit::Call& call) { return edit<Part>(write, call, id_name); });

  auto remove =
      kit::spec_of<Part>("remove_customer_" + singular, "Removes " + about + ".", customers::kWritePermission);
  remove.answer = nullptr;
  remove.success_status = 204;
  endpoints.action(http::Method::del, one, remove,
                   [id_name](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                     TRY(const auto id, call.path_id<PartId>(id_name));
                     TRY_DONE(remove_part<Part>(write, customer_id, id));
                     return kit::no_content();
                   });
}

void add_birthday_routes(kit::Endpoints& endpoints) {
  const std::string path = std::string(kCustomerPath) + "birthday";
  endpoints.read(path,
                 kit::spec_of<Birthday>("get_customer_birthday", "By which calendar, and when it comes next.",
                                        customers::kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto birthday, birthday_of(read, customer_id));
                   return kit::answer_with(birthday, read.view());
                 });
  auto choose = kit::spec_of<Birthday>("choose_customer_birthday", "Says by which calendar the birthday is celebrated.",
                                       customers::kWritePermission);
  choose.refusals = {"profiles.birthday_missing"};
  endpoints.write<BirthdayChoice>(
      http::Method::put, path, choose,
      [](kit::Write& write, const kit::Call& call, const BirthdayChoice& body) -> Result<kit::Answer> {
        TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto birthday, choose_birthday(write, customer_id, body));
        return kit::answer_with(birthday, write.view());
      });
}

void add_division_route(kit::Endpoints& endpoints) {
  auto spec = kit::spec_of<Division>("list_divisions", "The provinces of China, or what is below one of its divisions.",
                                     customers::kReadPermission);
  spec.answer_is_list = true;
  spec.query = {{"below", "the code of a division; without it the provinces", FieldKind::text}};
  endpoints.read("/v1/divisions", spec, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    return kit::whole_list(divisions_below(call.query_text("below").value_or("")), read.view());
  });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_part_routes<Address>(
      endpoints, {"addresses", "address", "an address", {"profiles.division_unknown", "profiles.country_invalid"}});
  add_part_routes<Contact>(endpoints, {"contacts", "contact", "somebody to talk to", {"profiles.email_invalid"}});
  add_part_routes<Channel>(endpoints, {"channels",
                                       "channel",
                                       "a further phone or e-mail, or a WeChat id",
                                       {"customers.phone_taken", "customers.email_taken", "customers.wechat_id_taken",
                                        "customers.phone_listed_already", "profiles.wechat_invalid"}});
  add_part_routes<Vehicle>(endpoints, {"vehicles",
                                       "vehicle",
                                       "a vehicle",
                                       {"profiles.plate_or_vin_needed", "profiles.plate_invalid",
                                        "profiles.vin_invalid", "profiles.vin_check_digit"}});
  add_part_routes<Device>(endpoints,
                          {"devices",
                           "device",
                           "a device",
                           {"profiles.device_needs_a_name", "profiles.imei_invalid", "profiles.imei_check_digit"}});
  add_birthday_routes(endpoints);
  add_division_route(endpoints);
}

}  // namespace homeport::profiles
