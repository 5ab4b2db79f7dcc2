#include "base/json.hpp"

#include <gtest/gtest.h>

namespace homeport {
namespace {

enum class Colour { red, green };

struct Part {
  std::string name;
  std::int64_t quantity = 0;
};

struct Thing {
  Id<struct ThingTag> id;
  std::string name;
  std::string note;
  Money price;
  std::optional<Money> cost;
  Rate share;
  Colour colour = Colour::red;
  bool is_open = false;
  std::optional<Date> born_on;
  std::optional<Time> seen_at;
  std::vector<Part> parts;
  std::vector<std::string> tags;
  std::string password;
  std::string search_key;
  std::string kind;
  Points profit;
};

}  // namespace

template <>
struct Choices<Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "green"};
};

template <>
struct Fields<Part> {
  static constexpr std::string_view name = "Part";
  static constexpr std::array rows{
      field<&Part::name>("name", Access::read_write, {.min = 1, .max = 10, .required = true}),
      field<&Part::quantity>("quantity", Access::read_write, {.min = 1, .max = 99, .required = true}),
  };
};

template <>
struct Fields<Thing> {
  static constexpr std::string_view name = "Thing";
  static constexpr std::array rows{
      field<&Thing::id>("id", Access::read_only),
      field<&Thing::name>("name", Access::read_write, {.min = 2, .max = 5, .required = true}),
      field<&Thing::note>("note", Access::read_write, {.max = 50, .multiline = true}),
      field<&Thing::price>("price_minor", Access::read_write, {.min = 0, .max = 1000}),
      field<&Thing::cost>("cost_minor", Access::margin, {.min = 0, .max = 1000}),
      field<&Thing::share>("share_ppm", Access::read_write),
      field<&Thing::colour>("colour", Access::read_write),
      field<&Thing::is_open>("is_open", Access::read_write),
      field<&Thing::born_on>("born_on", Access::read_write),
      field<&Thing::seen_at>("seen_at", Access::read_write),
      field<&Thing::parts>("parts", Access::read_write, {.max = 2}),
      field<&Thing::tags>("tags", Access::read_write),
      field<&Thing::password>("password", Access::write_only),
      field<&Thing::search_key>("search_key", Access::internal),
      field<&Thing::kind>("kind", Access::create_only),
      field<&Thing::profit>("profit_points", Access::margin_read_only),
  };
};

namespace {

constexpr View kPlain{false};
constexpr View kEntitled{true};

TEST(json, reads_and_writes_every_kind_of_field) {
  const auto thing = record_from_json<Thing>(
      R"({"name":"木马","note":"a\nb","price_minor":5,"cost_minor":3,"share_ppm":1000000,"colour":"green","is_open":true,)"
      R"("born_on":"2024-02-29","seen_at":"2026-11-21T08:00:00+08:00","parts":[{"name":"p","quantity":2}],"tags":["x"],)"
      R"("password":"secret","kind":"k"})",
      kEntitled);
  ASSERT_TRUE(thing.ok()) << thing.refusal().detail;
  EXPECT_EQ(thing->password, "secret");
  EXPECT_EQ(
      to_json(*thing, kEntitled),
      R"({"id":"0","name":"木马","note":"a\nb","price_minor":5,"cost_minor":3,"share_ppm":1000000,"colour":"green",)"
      R"("is_open":true,"born_on":"2024-02-29","seen_at":"2026-11-21T00:00:00Z",)"
      R"("parts":[{"name":"p","quantity":2}],"tags":["x"],"kind":"k","profit_points":0})");
}

TEST(json, leaves_out_margin_fields_for_those_not_entitled) {
  Thing thing;
  thing.cost = Money{77};
  const auto json = to_json(thing, kPlain);
  EXPECT_EQ(json.find("cost_minor"), std::string::npos);
  EXPECT_EQ(json.find("profit_points"), std::string::npos);
  EXPECT_EQ(json.find("77"), std::string::npos);
}

TEST(json, refuses_what_is_wrong_by_the_fields_name) {
  struct Case {
    const char* body;
    const char* reason;
    const char* field;
  };
  for (const auto& c : {
           Case{"", "request.not_json", ""},
           {"[]", "request.not_json", ""},
           {R"({"name":"abc")", "request.not_json", ""},
           {R"({})", "request.required", "name"},
           {R"({"name":null})", "request.required", "name"},
           {R"({"name":"a"})", "request.too_short", "name"},
           {R"({"name":"   "})", "request.required", "name"},
           {R"({"name":"abcdef"})", "request.too_long", "name"},
           {R"({"name":"五个汉字了"})", "", ""},
           {R"({"name":12})", "request.wrong_type", "name"},
           {R"({"name":"a\u0001b"})", "request.bad_text", "name"},
           {R"({"name":"a\nb"})", "request.bad_text", "name"},
           {R"({"name":"abc","nome":1})", "request.unknown_field", "nome"},
           {R"({"name":"abc","search_key":"x"})", "request.unknown_field", "search_key"},
           {R"({"name":"abc","id":"5"})", "request.read_only_field", "id"},
           {R"({"name":"abc","price_minor":"5"})", "request.wrong_type", "price_minor"},
           {R"({"name":"abc","price_minor":5.5})", "request.wrong_type", "price_minor"},
           {R"({"name":"abc","price_minor":1e30})", "request.wrong_type", "price_minor"},
           {R"({"name":"abc","price_minor":-1})", "request.out_of_range", "price_minor"},
           {R"({"name":"abc","price_minor":1001})", "request.out_of_range", "price_minor"},
           {R"({"name":"abc","price_minor":18446744073709551615})", "request.out_of_range", "price_minor"},
           {R"({"name":"abc","share_ppm":1000001})", "request.out_of_range", "share_ppm"},
           {R"({"name":"abc","colour":"blue"})", "request.not_a_choice", "colour"},
           {R"({"name":"abc","is_open":1})", "request.wrong_type", "is_open"},
           {R"({"name":"abc","born_on":"2023-02-29"})", "request.wrong_type", "born_on"},
           {R"({"name":"abc","seen_at":"yesterday"})", "request.wrong_type", "seen_at"},
           {R"({"name":"abc","parts":{}})", "request.wrong_type", "parts"},
           {R"({"name":"abc","parts":[1]})", "request.wrong_type", "parts[0]"},
           {R"({"name":"abc","parts":[{"name":"p","quantity":0}]})", "request.out_of_range", "parts[0].quantity"},
           {R"({"name":"abc","parts":[{"name":"p"}]})", "request.required", "parts[0].quantity"},
           {R"({"name":"abc","parts":[{"name":"p","quantity":1},{"name":"p","quantity":1},{"name":"p","quantity":1}]})",
            "request.too_many_items", "parts"},
           {R"({"name":"abc","tags":["a",null]})", "request.wrong_type", "tags[1]"},
           {R"({"name":"abc","cost_minor":1})", "access.margin_required", "cost_minor"},
       }) {
    const auto thing = record_from_json<Thing>(c.body, kPlain);
    if (*c.reason == '\0') {
      EXPECT_TRUE(thing.ok()) << c.body;
      continue;
    }
    ASSERT_FALSE(thing.ok()) << c.body;
    EXPECT_EQ(thing.refusal().reason, c.reason) << c.body;
    EXPECT_EQ(thing.refusal().field, c.field) << c.body;
  }
}

TEST(json, reports_every_wrong_field_at_once_but_not_endlessly) {
  const auto two = record_from_json<Thing>(R"({"name":1,"colour":2})", kPlain);
  ASSERT_FALSE(two.ok());
  EXPECT_EQ(two.refusal().errors.size(), 2U);
  std::string many = R"({"name":"abc")";
  for (int i = 0; i < 500; ++i)
    many += ",\"x" + std::to_string(i) + "\":1";
  const auto flood = record_from_json<Thing>(many + "}", kPlain);
  ASSERT_FALSE(flood.ok());
  EXPECT_EQ(flood.refusal().errors.size(), kMaxViolations);
}

TEST(json, nesting_beyond_the_limit_is_refused) {
  const std::string deep =
      R"({"name":)" + std::string(kMaxJsonDepth + 1, '[') + std::string(kMaxJsonDepth + 1, ']') + "}";
  const auto thing = record_from_json<Thing>(deep, kPlain);
  ASSERT_FALSE(thing.ok());
  EXPECT_EQ(thing.refusal().reason, "request.not_json");
}

TEST(json, a_patch_changes_only_what_it_names) {
  Thing thing;
  thing.name = "abc";
  thing.note = "old";
  thing.born_on = Date{1};
  thing.cost = Money{9};
  ASSERT_TRUE(patch_record(thing, R"({"note":"new","born_on":null})", kPlain).ok());
  EXPECT_EQ(thing.name, "abc");
  EXPECT_EQ(thing.note, "new");
  EXPECT_FALSE(thing.born_on.has_value());
  EXPECT_EQ(thing.cost, Money{9});
  const auto outcome = patch_record(thing, R"({"kind":"other"})", kPlain);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.refusal().reason, "request.read_only_field");
}

TEST(json, escapes_what_must_be_escaped) {
  std::string out;
  append_json_string(out, "a\"\\\n\t\x01\x7f 归港\xff");
  EXPECT_EQ(out,
            "\"a\\\"\\\\\\n\\t\\u0001\x7f "
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  out.clear();
  append_json_string(out, "归港");
  EXPECT_EQ(out, "\"归港\"");
}

TEST(json, the_writer_places_commas_by_itself) {
  JsonWriter json;
  json.begin_object()
      .key("a")
      .integer(1)
      .key("b")
      .begin_array()
      .text("x")
      .null()
      .begin_object()
      .end_object()
      .end_array();
  json.key("c").boolean(false).key("d").id(7).end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":["x",null,{}],"c":false,"d":"7"})");
}

}  // namespace
}  // namespace homeport
