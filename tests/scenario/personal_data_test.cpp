// Somebody asks what the chain holds of him: he is given all of it, of both of his records, to read and for a program;
// no margin, and nobody else.

#include "cli/personal_data.hpp"

#include <algorithm>
#include <set>

#include "scenario/landmarks.hpp"

namespace homeport::test {
namespace {

std::int64_t count_of(std::string_view text, std::string_view part) {
  std::int64_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

// Of a PDF: each page is an object of its own, and one more is the tree they hang in.
std::int64_t pages_of(std::string_view pdf) { return count_of(pdf, "/Type /Page") - count_of(pdf, "/Type /Pages"); }

class personal_data : public ShopTest {
 protected:
  Reply post(const std::string& path, const json::object& body) {
    return Shop::done(shop().ada().post(path, body), path);
  }
  Reply handed_out(const std::string& customer_id) {
    return Shop::done(shop().ada().act(of(customer_id) + "/personal_data"), "personal data");
  }
  static std::string of(const std::string& customer_id) { return "/v1/customers/" + customer_id; }
  static const json::array& records_of(const Reply& document, std::string_view section) {
    for (const auto& one : document.list("/sections")) {
      if (one.at("name").as_string() == json::string_view(section.data(), section.size()))
        return one.at("records").as_array();
    }
    throw std::runtime_error("no section " + std::string(section));
  }

  // What nobody has made of the one customer of the story.
  void complete(const Landmarks& things) {
    const auto customer = of(things.customer_id);
    post(customer + "/consents", {{"purpose", "sms"}, {"state", "given"}, {"source", "form"}});
    post(customer + "/reveal", {{"reason", "delivery"}});
    post(customer + "/follow_ups", {{"kind", "call"}, {"text", "wants the green lamp"}});
    Shop::done(
        shop().ada().send("PUT", customer + "/birthday", R"({"calendar":"lunar","lunar_month":8,"lunar_day":15})",
                          {{"Idempotency-Key", "birthday"}}),
        "birthday");
    const auto record = Shop::done(shop().ada().get(customer), "record");
    Shop::done(
        shop().ada().patch(customer,
                           json::object{{"tag_ids", json::array{things.tag_id}},
                                        {"own_values", json::array{json::object{{"field", "skin"}, {"value", "dry"}}}}},
                           record.number("/version")),
        "record");
  }
};
HOMEPORT_ON_BOTH_ENGINES(personal_data);

TEST_P(personal_data, holds_a_section_of_everything_and_no_margin) {
  const Landmarks things(shop());
  complete(things);
  const auto document = handed_out(things.customer_id);
  EXPECT_EQ(document.text("/chain_name"), "Harbour");
  EXPECT_EQ(document.text("/customer_id"), things.customer_id);
  // Nobody has graded him, and he never was a lead whose details were opened.
  const std::set<std::string_view> empty{"grades", "pool_reveals"};
  std::vector<std::string_view> sections;
  for (const auto& part : cli::personal_parts()) {
    sections.push_back(part.section);
    if (!empty.contains(part.section)) {
      EXPECT_FALSE(records_of(document, part.section).empty()) << part.section;
    }
  }
  EXPECT_EQ(std::set(sections.begin(), sections.end()).size(), sections.size()) << "a section stands twice";
  EXPECT_EQ(document.list("/sections").size(), sections.size());
  EXPECT_EQ(records_of(document, "records").at(0).at("phone").as_string(), "+8613812345678");
  EXPECT_EQ(records_of(document, "own_values").at(0).at("value").as_string(), "dry");
  EXPECT_EQ(records_of(document, "follow_ups").at(0).at("text").as_string(), "wants the green lamp");
  for (const auto* secret : {"cost", "profit", "margin", "combined", "\":123457", "\":246914", "\":314159"})
    EXPECT_EQ(document.body.find(secret), std::string::npos) << secret;
  for (const auto* other : {"Ada", "Wang", "Maximilian"})
    EXPECT_EQ(document.body.find(other), std::string::npos) << other;
  Shop::done(shop().ada().act(of(things.customer_id) + "/personal_data.pdf"), "paper");
  const auto audit = Shop::done(shop().ada().get("/v1/audit?limit=200&subject_id=" + things.customer_id), "audit");
  EXPECT_EQ(count_of(audit.body, R"("action":"privacy.export")"), 2) << "each time, whatever the form";
}

TEST_P(personal_data, of_two_records_of_one_person_is_one_document) {
  const auto lamp = shop().add_product("LAMP", 400'000);
  const auto lin = shop().register_customer("Lin Xiuzhen", "13812345678");
  const auto twin = shop().register_customer("Lin X.", "13812345679");
  shop().sell(lin, {{lamp, 1}});
  shop().sell(twin, {{lamp, 2}});
  post(of(lin) + "/merge", {{"from_customer_id", twin}, {"reason", "the same person"}});
  const auto document = handed_out(lin);
  EXPECT_EQ(records_of(document, "sales").size(), 2U);
  EXPECT_EQ(records_of(document, "records").size(), 2U);
  EXPECT_EQ(document.text("/merged_customer_ids/0"), twin);
}

TEST_P(personal_data, is_readable_however_much_there_is) {
  const auto lamp = shop().add_product("LAMP", 400'000);
  const auto wang = shop().register_customer("王秀珍", "13812345678");
  const auto print = [&](std::string_view language) {
    return Shop::done(shop().ada().act(of(wang) + "/personal_data.pdf?language=" + std::string(language)), "paper");
  };
  const auto small = print("zh");
  EXPECT_TRUE(small.body.starts_with("%PDF-")) << small.body.substr(0, 20);
  EXPECT_EQ(pages_of(small.body), 1);
  for (int i = 0; i < 20; ++i)
    shop().sell(wang, {{lamp, 1}});
  const auto big = print("en");
  // Each sale is a record of some ten lines in each of several sections; a page has 48.
  EXPECT_GT(pages_of(big.body), 8);
  EXPECT_EQ(shop().ada().act(of(wang) + "/personal_data.pdf?language=fr").status, 400);
}

}  // namespace
}  // namespace homeport::test
