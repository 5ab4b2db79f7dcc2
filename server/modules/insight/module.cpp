#include "modules/insight/module.hpp"

#include "modules/insight/service.hpp"

namespace homeport::insight {

kit::Module module() {
  kit::Module made;
  made.name = "insight";
  made.add_routes = [](kit::Endpoints& endpoints) {
    kit::RouteSpec spec;
    spec.operation_id = "get_home";
    spec.summary = "What this person should see first: today's numbers, newest records, what waits.";
    spec.answer = &table_of<Home>();
    endpoints.read("/v1/home", spec, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
      TRY(const auto made_home, home(read));
      return kit::answer_with(made_home, read.view());
    });
  };
  return made;
}

}  // namespace homeport::insight
