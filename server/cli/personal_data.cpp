#include "cli/personal_data.hpp"

#include "modules/behaviour/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/follow_ups/service.hpp"
#include "modules/grading/service.hpp"
#include "modules/points/service.hpp"
#include "modules/pool/service.hpp"
#include "modules/privacy/service.hpp"
#include "modules/profiles/service.hpp"
#include "modules/rewards/service.hpp"
#include "modules/sales/service.hpp"

namespace homeport::cli {

std::vector<kit::PersonalPart> personal_parts() {
  std::vector<kit::PersonalPart> parts;
  for (auto& own :
       {customers::personal_parts(), profiles::personal_parts(), privacy::personal_parts(), sales::personal_parts(),
        points::personal_parts(), rewards::personal_parts(), behaviour::personal_parts(), follow_ups::personal_parts(),
        pool::personal_parts(), grading::personal_parts()}) {
    parts.insert(parts.end(), own.begin(), own.end());
  }
  return parts;
}

}  // namespace homeport::cli
