// What the chain decides, and what it would come to.

#include "kit/routes.hpp"
#include "modules/privacy/module.hpp"

namespace homeport::privacy {
namespace {

constexpr std::string_view kSettingsPath = "/v1/privacy_settings";

Result<std::int64_t> number_asked(const kit::Call& call, std::string_view name, std::int64_t most) {
  TRY(const auto number, call.query_integer(name));
  if (!number || *number < 1 || *number > most) {
    return refuse(RefusalKind::invalid, "request.out_of_range", "must be 1 to " + std::to_string(most),
                  std::string(name));
  }
  return *number;
}

void add_previews(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  auto bin = kit::spec_of<Preview>("preview_bin_days", "Whom a shorter time in the recycle bin would erase at once.",
                                   kSettingPermission);
  bin.query = {{"bin_days", "days in the recycle bin", FieldKind::integer}};
  endpoints.read(std::string(kSettingsPath) + "/preview", bin,
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto days, number_asked(call, "bin_days", kMostBinDays));
                   return kit::answer_with(preview_bin(read, days), read.view());
                 });

  auto leads = kit::spec_of<LeadPreview>("preview_lead_months", "Whom a rule for leads nobody contacted would concern.",
                                         kSettingPermission);
  leads.query = {{"lead_months", "months nobody changed the record", FieldKind::integer}};
  endpoints.blocking(http::Method::get, std::string(kSettingsPath) + "/lead_preview", leads, nullptr,
                     http::BodyKind::none, [hooks](kit::Blocking& call) -> Result<kit::Answer> {
                       TRY(const auto months, number_asked(kit::Call(call.request), "lead_months", kMostLeadMonths));
                       return kit::answer_with(preview_leads(call.runtime, *call.actor, *hooks, months), call.view());
                     });
}

}  // namespace

void add_setting_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  endpoints.read(std::string(kSettingsPath),
                 kit::spec_of<Setting>("get_privacy_setting", "How long data is kept and how many phones are shown.",
                                       kSettingPermission),
                 [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
                   return kit::answer_with(load_setting(read.tx), read.view());
                 });
  endpoints.edit<Setting>(std::string(kSettingsPath),
                          kit::spec_of<Setting>("edit_privacy_setting", "Changes what is given.", kSettingPermission),
                          [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                            TRY(const auto version, call.if_match_version());
                            TRY(const auto saved, edit_setting(write, version, call.request().body));
                            return kit::answer_with(saved, write.view());
                          });
  add_previews(endpoints, hooks);
}

}  // namespace homeport::privacy
