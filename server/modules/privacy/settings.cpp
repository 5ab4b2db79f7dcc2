// What the chain decides: how many phones somebody may see in a day, and for how long the recycle bin keeps.

#include "kit/endpoint.hpp"
#include "modules/privacy/service.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {

Setting load_setting(db::Transaction& tx) { return store::load_setting(tx).value_or(Setting{}); }

std::optional<std::int64_t> bin_days(db::Transaction& tx) { return load_setting(tx).bin_days; }

Result<Setting> edit_setting(kit::Write& write, std::int64_t version, std::string_view json) {
  const auto before = load_setting(write.tx);
  TRY_DONE(kit::check_version(before, version, write.view()));
  auto after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  after.updated_at = write.now;
  ++after.version;
  store::save_setting(write.tx, after);
  kit::AuditEntry entry{"privacy.edit_setting", "privacy_setting", 1, ""};
  entry.changes = kit::changes_between(before, after);
  write.audit(entry);
  return after;
}

Preview preview_bin(const kit::Read& read, std::int64_t days) {
  const auto before = plus_days(read.now, -days);
  return {static_cast<std::int64_t>(customers::deleted_before(read.tx, before, kit::kCountLimit).size())};
}

}  // namespace homeport::privacy
