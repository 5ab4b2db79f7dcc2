// A phone in full for who doesn't see phones: what for, how often, and who did.

#include "modules/identity/service.hpp"
#include "modules/privacy/rules.hpp"
#include "modules/privacy/service.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {
namespace {

// How many customers' phones this person has seen today, this one included.
std::int64_t count_today(kit::Write& write, CustomerId id) {
  const auto zone = identity::chain_time_zone(write.tx);
  const Date today = local_date(write.now, zone);
  const auto staff = write.actor.staff_id;
  if (store::has_revealed(write.tx, id, staff, start_of_day(today, zone))) {
    return store::reveals_of(write.tx, staff, today);
  }
  return store::count_reveal(write.tx, staff, today);
}

}  // namespace

Result<Revealed> reveal_phone(kit::Write& write, CustomerId id, const RevealRequest& request) {
  TRY(const auto customer, customers::load(write.as_read(), id));
  if (customers::is_hidden(customer.hidden_bits, customers::HideableField::phone)) {
    TRY_DONE(customers::check_details_seen(write.actor, customer.hidden_bits));
  }
  if (!customer.phone) {
    return refuse(RefusalKind::not_found, "privacy.no_phone", "no phone is known of this customer");
  }
  const auto limit = load_setting(write.tx).reveal_daily_limit;
  const auto shown = count_today(write, id);
  TRY_DONE(check_reveals(shown, limit));
  const Reveal reveal{
      id, write.new_id<RevealId>(), write.now, write.actor.staff_id, write.actor.name, request.reason, request.note};
  store::insert_reveal(write.tx, reveal);
  kit::AuditEntry entry{"privacy.reveal_phone", "customer", id.value, customer.name, id.value, customer.store_id.value};
  entry.changes = kit::changes_of_new(request);
  write.audit(entry);
  Revealed answer{*customer.phone, {}};
  if (limit) answer.left_today = *limit - shown;
  return answer;
}

}  // namespace homeport::privacy
