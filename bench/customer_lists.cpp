#include "customer_lists.hpp"

#include <array>
#include <functional>
#include <stdexcept>

#include "chain.hpp"
#include "http_load.hpp"
#include "modules/customers/service.hpp"
#include "modules/identity/service.hpp"
#include "modules/own_fields/service.hpp"
#include "must.hpp"

namespace homeport::bench {
namespace {

constexpr std::int64_t kCustomersPerWrite = 2'000;
constexpr int kConnections = 2;

constexpr std::array kFamilyNames{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱",
                                  "胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩",
                                  "冯", "曹", "彭", "曾", "萧", "田", "董", "潘", "袁", "蔡", "蒋", "余"};
constexpr std::array kFamilySounds{"wang",  "li",    "zhang", "liu",  "chen", "yang", "huang", "zhao", "zhou",  "wu",
                                   "xu",    "sun",   "ma",    "zhu",  "hu",   "guo",  "he",    "lin",  "gao",   "luo",
                                   "zheng", "liang", "xie",   "song", "tang", "xu",   "deng",  "han",  "feng",  "cao",
                                   "peng",  "zeng",  "xiao",  "tian", "dong", "pan",  "yuan",  "cai",  "jiang", "yu"};
constexpr std::array kGivenNames{"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
                                 "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "文", "辉", "玲", "桂",
                                 "英", "华", "玉", "兰", "凤", "洁", "梅", "琳", "素", "云", "莲", "真",
                                 "环", "雪", "荣", "爱", "妹", "香", "月", "莺", "媛"};
constexpr std::array kGivenSounds{"wei",  "fang", "na",   "min", "jing", "li",    "qiang", "lei",  "jun",
                                  "yang", "yong", "yan",  "jie", "juan", "tao",   "ming",  "chao", "xia",
                                  "ping", "gang", "wen",  "hui", "ling", "gui",   "ying",  "hua",  "yu",
                                  "lan",  "feng", "jie",  "mei", "lin",  "su",    "yun",   "lian", "zhen",
                                  "huan", "xue",  "rong", "ai",  "mei",  "xiang", "yue",   "ying", "yuan"};
static_assert(kFamilyNames.size() == kFamilySounds.size() && kGivenNames.size() == kGivenSounds.size());

// Numbers without a pattern that are the same in every sitting (SplitMix64).
std::uint64_t scattered(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15ULL;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBULL;
  return number ^ (number >> 31U);
}

struct Person {
  std::size_t family;
  std::size_t given;
  std::size_t second;
  std::string phone;
};

Person person(std::int64_t number) {
  const auto drawn = scattered(static_cast<std::uint64_t>(number));
  // Squaring leans towards the front, as the common names do.
  const auto lean = [](std::uint64_t part, std::size_t size) { return part * part / 65'536 * size / 65'536; };
  Person made;
  made.family = lean(drawn & 0xFFFFU, kFamilyNames.size());
  made.given = lean((drawn >> 16U) & 0xFFFFU, kGivenNames.size());
  made.second = (drawn >> 32U) % kGivenNames.size();
  made.phone = "13" + std::to_string(100'000'000 + static_cast<std::uint64_t>(number) * 7919 % 900'000'000);
  return made;
}

struct Crowd {
  Chain chain;
  std::string tag_id;
  std::int64_t customers;

  Crowd(const std::filesystem::path& folder, std::int64_t wanted) : chain({folder, "", 1}), customers(wanted) {
    auto& runtime = chain.application().runtime();
    const auto actor = kit::system_actor("bench");
    own_fields::Tag wanted_tag;
    wanted_tag.name = "Regular";
    const auto tag =
        must(kit::in_write(runtime, actor, [&](kit::Write& write) { return create_tag(write, wanted_tag); }));
    tag_id = to_string(tag.id);
    const auto store =
        chain.application().database().read([](db::Transaction& tx) { return identity::active_stores(tx).front().id; });
    for (std::int64_t from = 0; from < customers; from += kCustomersPerWrite) {
      must(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
        for (std::int64_t i = from; i < std::min(customers, from + kCustomersPerWrite); ++i) {
          const auto drawn = person(i);
          customers::NewCustomer made;
          made.name = std::string(kFamilyNames[drawn.family]) + kGivenNames[drawn.given] + kGivenNames[drawn.second];
          made.phone = drawn.phone;
          made.gender = i % 3 == 0 ? customers::Gender::male : customers::Gender::female;
          made.source = i % 4 == 0 ? "web" : "store";
          made.store_id = store;
          if (i % 50 == 0) made.tag_ids.push_back(tag.id);
          TRY_DONE(customers::create(write, made));
        }
        return Done{};
      }));
    }
  }
};

struct Question {
  std::string name;
  std::function<std::string(const Crowd& crowd, const Person& wanted)> query;
};

std::string encoded(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    made += '%';
    made += kDigits[byte >> 4U];
    made += kDigits[byte & 15U];
  }
  return made;
}

std::vector<Question> questions() {
  return {
      {"list, newest first", [](const Crowd&, const Person&) { return std::string(); }},
      {"list, three conditions",
       [](const Crowd& crowd, const Person&) {
         return "where=" + encoded(R"({"all":[{"field":"tag","op":"any_of","values":[")" + crowd.tag_id +
                                   R"("]},{"field":"gender","op":"any_of","values":["female"]},)"
                                   R"({"field":"source","op":"any_of","values":["store"]}]})");
       }},
      {"list, a condition nobody meets",
       [](const Crowd&, const Person&) {
         return "where=" + encoded(R"({"all":[{"field":"note","op":"contains","values":["nobody"]}]})");
       }},
      {"search by part of a phone",
       [](const Crowd&, const Person& wanted) { return "q=" + wanted.phone.substr(4, 5); }},
      {"search by pinyin",
       [](const Crowd&, const Person& wanted) {
         return std::string("q=") + kFamilySounds[wanted.family] + kGivenSounds[wanted.given] +
                kGivenSounds[wanted.second];
       }},
      {"search by initials",
       [](const Crowd&, const Person& wanted) {
         return std::string("q=") + kFamilySounds[wanted.family][0] + kGivenSounds[wanted.given][0] +
                kGivenSounds[wanted.second][0];
       }},
      {"search by name",
       [](const Crowd&, const Person& wanted) {
         return "q=" + encoded(std::string(kFamilyNames[wanted.family]) + kGivenNames[wanted.given]);
       }},
  };
}

LoadResult ask(const Crowd& crowd, const Question& question, std::int64_t duration_ms) {
  LoadOptions load;
  load.port = crowd.chain.port();
  load.connections = kConnections;
  load.duration_ms = duration_ms;
  load.make_request = [&](std::int64_t number) {
    const auto wanted = person(static_cast<std::int64_t>(scattered(static_cast<std::uint64_t>(number)) %
                                                         static_cast<std::uint64_t>(crowd.customers)));
    return get_request("/v1/customers?" + question.query(crowd, wanted), crowd.chain.authorization());
  };
  auto result = put_load(load);
  if (result.failures > 0) throw std::runtime_error(question.name + ": " + result.first_failure);
  return result;
}

}  // namespace

std::vector<Figure> measure_lists(const ListOptions& options) {
  const Crowd few(options.folder / "few", options.few);
  const Crowd many(options.folder / "many", options.many);
  std::vector<Figure> figures;
  for (const auto& question : questions()) {
    Figure figure;
    figure.id = "S5";
    figure.variant = question.name + ", " + std::to_string(options.many) + " customers";
    figure.size = options.size;
    figure.unit = "ms (p99)";
    figure.against = "the same of " + std::to_string(options.few) + ", ms (p99)";
    for (int round = 0; round < options.rounds; ++round) {
      const auto of_few = ask(few, question, options.round_ms / 4);
      const auto of_many = ask(many, question, options.round_ms / 4);
      figure.rounds.push_back(of_many.p99_ms);
      figure.against_rounds.push_back(of_few.p99_ms);
      figure.p50_ms = of_many.p50_ms;
      figure.p99_ms = of_many.p99_ms;
    }
    settle(figure);
    figures.push_back(figure);
  }
  return figures;
}

}  // namespace homeport::bench
