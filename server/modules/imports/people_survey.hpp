#pragma once

// Reading a whole file of customers to say what importing it would do. Private to this module.

#include "modules/imports/people_service.hpp"

namespace homeport::imports {

// Blocking; memory grows by 16 bytes for each different key, not with the rows.
[[nodiscard]] PeoplePreview survey_people(kit::Runtime& runtime, const ImportFile& import, const PeopleContext& context,
                                          const store::Fixes& fixes);

}  // namespace homeport::imports
