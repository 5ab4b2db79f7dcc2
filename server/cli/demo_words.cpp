#include "cli/demo_words.hpp"

namespace homeport::cli {
namespace {

Money yuan(std::int64_t whole) { return Money{whole * 100}; }

std::vector<std::string> sign_in_names() {
  return {"chenlu", "linyue", "zhouan", "wumin",   "xuhe",   "sunyi",
          "mafei",  "guolan", "heqing", "tangwei", "songyu", "dengli"};
}

DemoWords chinese() {
  DemoWords words;
  words.chain_name = "归港美妆";
  words.admin_name = "管理员";
  words.admin_role = "系统管理员";
  words.stores = {"人民广场店", "徐家汇店", "五角场店", "杭州湖滨加盟店"};
  words.staff_names = {"陈露", "林悦", "周安", "吴敏", "徐禾", "孙怡", "马飞", "郭兰", "何清", "唐薇", "宋雨", "邓丽"};
  words.staff_sign_in_names = sign_in_names();
  words.surnames = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周",
                    "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "单", "曾"};
  words.female_names = {"芳",   "娜",   "敏",   "静",   "丽",   "艳",   "婷",   "雪",
                        "欣怡", "梓涵", "雨桐", "思琪", "佳宁", "晓燕", "海燕", "明月"};
  words.male_names = {"伟",   "强",   "磊",   "军",   "洋",   "勇",   "杰",   "涛",
                      "浩然", "子轩", "宇航", "志强", "建国", "文博", "一鸣", "俊杰"};
  words.return_reason = "不合适";
  words.kinds = {
      {"护肤",
       "SKIN",
       Rate{420'000},
       {{"玫瑰保湿精华水 200ml", yuan(168)},
        {"烟酰胺焕亮精华 30ml", yuan(299)},
        {"神经酰胺修护面霜 50g", yuan(259)},
        {"氨基酸洁面乳 120g", yuan(89)},
        {"透明质酸补水面膜 5片", yuan(79)},
        {"视黄醇眼霜 15g", yuan(238)},
        {"清爽防晒乳 SPF50 60ml", yuan(139)},
        {"茶树祛痘凝胶 20g", yuan(69)}}},
      {"彩妆",
       "MAKE",
       Rate{480'000},
       {{"丝绒哑光口红 正红", yuan(129)},
        {"持妆粉底液 30ml", yuan(219)},
        {"九色眼影盘", yuan(189)},
        {"纤长睫毛膏", yuan(99)},
        {"柔雾腮红", yuan(85)},
        {"极细眉笔", yuan(59)}}},
      {"香氛",
       "FRAG",
       Rate{550'000},
       {{"雪松木质香水 50ml", yuan(468)}, {"白茶香氛蜡烛", yuan(158)}, {"柑橘护手霜 50g", yuan(49)}}},
      {"护理服务",
       "CARE",
       Rate{620'000},
       {{"基础面部清洁", yuan(128)}, {"深层补水护理", yuan(298)}, {"肩颈舒缓 45分钟", yuan(198)}}},
      {"仪器",
       "TOOL",
       Rate{220'000},
       {{"导入美容仪", yuan(899)}, {"声波洁面仪", yuan(399)}, {"折叠化妆镜", yuan(119)}}},
  };
  return words;
}

DemoWords english() {
  DemoWords words;
  words.chain_name = "Homeport Beauty";
  words.admin_name = "Administrator";
  words.admin_role = "Administrator";
  words.stores = {"Harbour Street", "Old Market", "University", "Lakeside (franchise)"};
  words.staff_names = {"Chloe Reed",   "Lina Moore",  "Joan Archer", "Mina Wood",  "Hugh Parker", "Edith Sands",
                       "Philip March", "Laura Guild", "Clare Hill",  "Wendy Tang", "Sonia Yule",  "Dana Lee"};
  words.staff_sign_in_names = sign_in_names();
  words.surnames = {"Adams", "Baker", "Clark", "Davis", "Evans", "Foster", "Green", "Hughes", "Irwin", "Jones",
                    "King",  "Lewis", "Mason", "Nolan", "Owens", "Price",  "Quinn", "Reed",   "Shaw",  "Turner"};
  words.female_names = {"Anna",  "Beth", "Cora", "Dora", "Ella", "Faye",
                        "Grace", "Hope", "Iris", "Jane", "Kate", "Lucy"};
  words.male_names = {"Adam", "Ben", "Carl", "Dean", "Eric", "Fred", "Glen", "Hans", "Ivan", "Jack", "Karl", "Leo"};
  words.return_reason = "Did not suit";
  words.kinds = {
      {"Skin care",
       "SKIN",
       Rate{420'000},
       {{"Rose water toner 200 ml", yuan(168)},
        {"Niacinamide serum 30 ml", yuan(299)},
        {"Ceramide cream 50 g", yuan(259)},
        {"Amino cleanser 120 g", yuan(89)},
        {"Hydrating mask, 5 sheets", yuan(79)},
        {"Retinol eye cream 15 g", yuan(238)},
        {"Light sunscreen SPF 50", yuan(139)},
        {"Tea tree gel 20 g", yuan(69)}}},
      {"Make-up",
       "MAKE",
       Rate{480'000},
       {{"Velvet lipstick, true red", yuan(129)},
        {"Long-wear foundation 30 ml", yuan(219)},
        {"Eye palette, nine shades", yuan(189)},
        {"Lengthening mascara", yuan(99)},
        {"Soft blush", yuan(85)},
        {"Fine brow pencil", yuan(59)}}},
      {"Fragrance",
       "FRAG",
       Rate{550'000},
       {{"Cedar eau de parfum 50 ml", yuan(468)},
        {"White tea candle", yuan(158)},
        {"Citrus hand cream 50 g", yuan(49)}}},
      {"Treatments",
       "CARE",
       Rate{620'000},
       {{"Facial cleansing", yuan(128)},
        {"Deep hydration treatment", yuan(298)},
        {"Neck and shoulders, 45 min", yuan(198)}}},
      {"Devices",
       "TOOL",
       Rate{220'000},
       {{"Facial massager", yuan(899)}, {"Sonic cleansing brush", yuan(399)}, {"Folding mirror", yuan(119)}}},
  };
  words.name_gap = " ";
  return words;
}

}  // namespace

DemoWords demo_words(std::string_view language) { return language == "en" ? english() : chinese(); }

}  // namespace homeport::cli
