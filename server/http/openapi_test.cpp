#include "http/openapi.hpp"

#include <array>
#include <optional>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/check.hpp"

namespace homeport {
namespace http_test {

enum class Colour : std::uint8_t { red, green };
struct LampTag;

struct Bulb {
  std::int64_t watts = 0;
  std::optional<std::string> maker;
};

struct Lamp {
  Id<LampTag> id;
  std::string name;
  std::optional<std::string> note;
  Money price;
  std::optional<Money> cost;
  Colour colour = Colour::red;
  Time created_at;
  std::optional<Date> sold_on;
  std::vector<Bulb> bulbs;
  std::string secret;
  std::int64_t shelf = 0;
  std::string code;
};

struct Order {
  std::vector<Id<LampTag>> lamp_ids;
  std::optional<Bulb> spare;
};

}  // namespace http_test

template <>
struct Choices<http_test::Colour> {
  static constexpr std::array<std::string_view, 2> names{"red", "green"};
};

template <>
struct Fields<http_test::Bulb> {
  static constexpr std::string_view name = "Bulb";
  static constexpr std::array rows{
      field<&http_test::Bulb::watts>("watts", Access::read_write, {.min = 1, .max = 500, .required = true}),
      field<&http_test::Bulb::maker>("maker", Access::read_write),
  };
};

template <>
struct Fields<http_test::Lamp> {
  using L = http_test::Lamp;
  static constexpr std::string_view name = "Lamp";
  static constexpr std::array rows{
      field<&L::id>("id", Access::read_only),
      field<&L::name>("name", Access::read_write,
                      {.min = 1, .max = 40, .required = true, .about = "What it is called."}),
      field<&L::note>("note", Access::read_write),
      field<&L::price>("price_minor", Access::read_write, {.max = 1'000'000}),
      field<&L::cost>("cost_minor", Access::margin, {.max = 1'000'000}),
      field<&L::colour>("colour", Access::read_write),
      field<&L::created_at>("created_at", Access::read_only),
      field<&L::sold_on>("sold_on", Access::read_write),
      field<&L::bulbs>("bulbs", Access::read_write, {.min = 1, .max = 8}),
      field<&L::secret>("secret", Access::write_only),
      field<&L::shelf>("shelf", Access::internal),
      field<&L::code>("code", Access::create_only),
  };
};

template <>
struct Fields<http_test::Order> {
  using O = http_test::Order;
  static constexpr std::string_view name = "Order";
  static constexpr std::array rows{
      field<&O::lamp_ids>("lamp_ids", Access::read_write, {.max = 5, .required = true}),
      field<&O::spare>("spare", Access::read_write),
  };
};

namespace http {
namespace {

namespace json = boost::json;

class OpenapiTest : public testing::Test {
 protected:
  OpenapiTest() {
    RouteDescription list = route(Method::get, "/v1/lamps", "list_lamps");
    list.answer = &table_of<http_test::Lamp>();
    list.answer_is_list = true;
    list.permission = "lamps.read";
    list.query = {{"limit", "How many.", FieldKind::integer}, {"store_id", "", FieldKind::id}};
    add(list);
    RouteDescription create = route(Method::post, "/v1/lamps", "create_lamp");
    create.body_kind = BodyKind::json;
    create.body = create.answer = &table_of<http_test::Lamp>();
    create.success_status = 201;
    create.needs_idempotency_key = true;
    create.refusals = {"lamps.name_taken"};
    add(create);
    RouteDescription edit = route(Method::patch, "/v1/lamps/{lamp_id}", "edit_lamp");
    edit.body_kind = BodyKind::json;
    edit.body = edit.answer = &table_of<http_test::Lamp>();
    edit.needs_if_match = true;
    add(edit);
    RouteDescription order = route(Method::post, "/v1/a_first/{code}", "order_lamps");
    order.body_kind = BodyKind::json;
    order.body = &table_of<http_test::Order>();
    order.is_public = true;
    order.success_status = 204;
    add(order);
    RouteDescription upload = route(Method::post, "/v1/pictures", "upload_picture");
    upload.body_kind = BodyKind::upload;
    add(upload);
  }

  static RouteDescription route(Method method, std::string path, std::string id) {
    RouteDescription description;
    description.method = method;
    description.path = std::move(path);
    description.module = "lamps";
    description.operation_id = std::move(id);
    return description;
  }
  void add(const RouteDescription& description) {
    router_.add(description, [](const std::shared_ptr<Request>&, const Responder&) {});
  }
  json::value at(const std::string& pointer) {
    const json::value document = json::parse(openapi_json(router_, "1.2.3"));
    boost::system::error_code error;
    const json::value* found = document.find_pointer(pointer, error);
    return found == nullptr ? json::value("nothing at " + pointer) : *found;
  }
  std::string text(const std::string& pointer) { return json::serialize(at(pointer)); }

  Router router_;
};

TEST_F(OpenapiTest, is_the_same_each_time_and_sorted) {
  EXPECT_EQ(openapi_json(router_, "1"), openapi_json(router_, "1"));
  const json::value paths = at("/paths");
  std::vector<std::string> names;
  for (const auto& [name, value] : paths.as_object())
    names.emplace_back(name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"/v1/a_first/{code}", "/v1/lamps", "/v1/lamps/{lamp_id}", "/v1/pictures"}));
  EXPECT_EQ(text("/openapi"), "\"3.1.0\"");
  EXPECT_EQ(text("/info/version"), "\"1.2.3\"");
}

TEST_F(OpenapiTest, what_is_read_differs_from_what_is_written) {
  EXPECT_EQ(text("/components/schemas/Lamp/required"),
            R"(["id","name","price_minor","colour","created_at","bulbs","code"])");
  EXPECT_EQ(text("/components/schemas/LampCreate/required"), R"(["name"])");
  EXPECT_EQ(text("/components/schemas/LampCreate/additionalProperties"), "false");
  const auto fields = [&](const std::string& schema) {
    std::string names;
    const json::value properties = at("/components/schemas/" + schema + "/properties");
    for (const auto& [name, value] : properties.as_object()) {
      names += std::string(name) + " ";
    }
    return names;
  };
  EXPECT_EQ(fields("Lamp"), "id name note price_minor cost_minor colour created_at sold_on bulbs code ");
  EXPECT_EQ(fields("LampCreate"), "name note price_minor cost_minor colour sold_on bulbs secret code ");
  EXPECT_EQ(fields("LampPatch"), "name note price_minor cost_minor colour sold_on bulbs secret ");
  EXPECT_FALSE(at("/components/schemas/LampPatch").as_object().contains("required"));
}

TEST_F(OpenapiTest, fields_say_their_form_and_limits) {
  const std::string read = "/components/schemas/Lamp/properties/";
  const std::string create = "/components/schemas/LampCreate/properties/";
  EXPECT_EQ(text(read + "id"), R"({"type":"string","pattern":"^-?[1-9][0-9]{0,18}$"})");
  EXPECT_EQ(text(read + "name"), R"({"type":"string","description":"What it is called."})");
  EXPECT_EQ(text(create + "name"),
            R"({"type":"string","minLength":1,"maxLength":40,"description":"What it is called."})");
  EXPECT_EQ(text(create + "note/type"), R"(["string","null"])");
  EXPECT_EQ(text(create + "price_minor"),
            R"({"type":"integer","format":"int64","minimum":0,"maximum":1000000,"x-homeport-kind":"money"})");
  EXPECT_EQ(text(read + "cost_minor/x-homeport-access"), R"("margin")");
  EXPECT_EQ(text(read + "colour/enum"), R"(["red","green"])");
  EXPECT_EQ(text(read + "created_at/format"), R"("date-time")");
  EXPECT_EQ(text(read + "sold_on/format"), R"("date")");
  EXPECT_EQ(text(read + "bulbs"), R"({"type":"array","items":{"$ref":"#/components/schemas/Bulb"}})");
  EXPECT_EQ(text(create + "bulbs"),
            R"({"type":"array","minItems":1,"maxItems":8,"items":{"$ref":"#/components/schemas/BulbCreate"}})");
  EXPECT_EQ(text("/components/schemas/BulbCreate/required"), R"(["watts"])");
}

TEST_F(OpenapiTest, a_table_only_taken_keeps_its_plain_name) {
  EXPECT_EQ(text("/paths/~1v1~1a_first~1{code}/post/requestBody/content/application~1json/schema/$ref"),
            R"("#/components/schemas/Order")");
  EXPECT_EQ(text("/components/schemas/Order/properties/spare"),
            R"({"anyOf":[{"$ref":"#/components/schemas/BulbCreate"},{"type":"null"}]})");
  EXPECT_EQ(text("/components/schemas/Order/properties/lamp_ids/items/type"), R"("string")");
}

TEST_F(OpenapiTest, operations_say_what_they_need_and_answer) {
  const std::string list = "/paths/~1v1~1lamps/get";
  EXPECT_EQ(text(list + "/operationId"), R"("list_lamps")");
  EXPECT_EQ(text(list + "/x-homeport-permission"), R"("lamps.read")");
  EXPECT_EQ(text(list + "/parameters/0/name"), R"("limit")");
  EXPECT_EQ(text(list + "/parameters/0/schema/type"), R"("integer")");
  EXPECT_EQ(text(list + "/responses/200/content/application~1json/schema/properties/items/items/$ref"),
            R"("#/components/schemas/Lamp")");
  EXPECT_EQ(text(list + "/responses/401/$ref"), R"("#/components/responses/Problem")");

  const std::string create = "/paths/~1v1~1lamps/post";
  EXPECT_EQ(text(create + "/parameters/0/name"), R"("Idempotency-Key")");
  EXPECT_EQ(text(create + "/responses/201/content/application~1json/schema/$ref"), R"("#/components/schemas/Lamp")");
  EXPECT_EQ(text(create + "/x-homeport-refusals"), R"(["lamps.name_taken"])");

  const std::string edit = "/paths/~1v1~1lamps~1{lamp_id}/patch";
  EXPECT_EQ(text(edit + "/parameters/0/in"), R"("path")");
  EXPECT_EQ(text(edit + "/parameters/0/schema/pattern"), R"("^-?[1-9][0-9]{0,18}$")");
  EXPECT_EQ(text(edit + "/parameters/1/name"), R"("If-Match")");
  EXPECT_EQ(text(edit + "/responses/409/$ref"), R"("#/components/responses/Problem")");
  EXPECT_EQ(text(edit + "/requestBody/content/application~1json/schema/$ref"), R"("#/components/schemas/LampPatch")");

  EXPECT_EQ(text("/paths/~1v1~1a_first~1{code}/post/security"), "[]");
  EXPECT_EQ(text("/paths/~1v1~1pictures/post/requestBody/content"), R"({"application/octet-stream":{}})");
}

TEST(indent_json, breaks_lines_outside_texts_only) {
  EXPECT_EQ(
      indent_json(R"({"a":[1,{"b":"x,{\"y\":1}"}],"c":{},"d":[]})"),
      "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x,{\\\"y\\\":1}\"\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}\n");
}

}  // namespace
}  // namespace http
}  // namespace homeport
