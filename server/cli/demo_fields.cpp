#include "cli/demo_fields.hpp"

#include <array>

#include "cli/demo_must.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::cli {
namespace {

constexpr std::string_view kSkin = "skin_type";
constexpr std::string_view kAllergy = "allergy";
constexpr std::string_view kReach = "best_time";

struct Label {
  std::string_view key;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array kSkinTypes{Label{"dry", "干性", "Dry"}, Label{"oily", "油性", "Oily"},
                                Label{"mixed", "混合性", "Combination"}, Label{"sensitive", "敏感性", "Sensitive"}};
constexpr std::array kTimes{Label{"noon", "午休", "Lunch break"}, Label{"evening", "晚间", "Evening"},
                            Label{"weekend", "周末", "Weekend"}};
constexpr std::array kAllergies{Label{"", "酒精", "Alcohol"}, Label{"", "香精", "Fragrance"},
                                Label{"", "花粉", "Pollen"}};

struct DemoTag {
  std::string_view zh;
  std::string_view en;
  own_fields::TagColour colour;
};
constexpr std::array kTags{DemoTag{"送礼", "Buys gifts", own_fields::TagColour::purple},
                           DemoTag{"看重成分", "Reads ingredients", own_fields::TagColour::teal},
                           DemoTag{"价格敏感", "Watches prices", own_fields::TagColour::orange},
                           DemoTag{"带朋友来", "Brings friends", own_fields::TagColour::green}};

template <class List>
own_fields::OwnField choice(std::string_view key, std::string_view name, const List& labels, bool is_english) {
  own_fields::OwnField field;
  field.key = key;
  field.name = name;
  field.kind = own_fields::OwnFieldKind::choice;
  for (const auto& label : labels)
    field.options.push_back({std::string(label.key), std::string(is_english ? label.en : label.zh)});
  return field;
}

std::uint64_t pick(std::mt19937_64& random, std::uint64_t below) { return random() % below; }

}  // namespace

DemoFields::DemoFields(kit::Runtime& runtime, const kit::Actor& actor, std::string_view language) {
  const bool is_english = language == "en";
  must(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    auto skin = choice(kSkin, is_english ? "Skin type" : "肤质", kSkinTypes, is_english);
    skin.place = 10;
    TRY_DONE(own_fields::create_field(write, skin));
    own_fields::OwnField allergy;
    allergy.key = kAllergy;
    allergy.name = is_english ? "Allergy" : "过敏原";
    allergy.is_searchable = true;
    allergy.place = 20;
    TRY_DONE(own_fields::create_field(write, allergy));
    auto reach = choice(kReach, is_english ? "Best time to call" : "方便联系时间", kTimes, is_english);
    reach.place = 30;
    TRY_DONE(own_fields::create_field(write, reach));
    for (const auto& label : kTags) {
      own_fields::Tag tag;
      tag.name = is_english ? label.en : label.zh;
      tag.colour = label.colour;
      TRY(const auto made, own_fields::create_tag(write, tag));
      tags_.push_back(made.id);
    }
    return Done{};
  }));
  for (const auto& label : kAllergies)
    allergies_.emplace_back(is_english ? label.en : label.zh);
}

void DemoFields::describe(customers::NewCustomer& customer, std::mt19937_64& random) const {
  const auto say = [&](std::string_view field, std::string_view value) {
    customer.own_values.push_back({std::string(field), std::string(value)});
  };
  if (pick(random, 4) != 0) say(kSkin, kSkinTypes[pick(random, kSkinTypes.size())].key);
  if (pick(random, 9) == 0) say(kAllergy, allergies_[pick(random, allergies_.size())]);
  if (pick(random, 3) == 0) say(kReach, kTimes[pick(random, kTimes.size())].key);
  if (pick(random, 5) == 0) customer.tag_ids.push_back(tags_[pick(random, tags_.size())]);
}

}  // namespace homeport::cli
