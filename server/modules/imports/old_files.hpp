#pragma once

// What becomes of the files themselves: they hold names, phones and costs, and nobody reads them once their import has
// ended.

#include "kit/runtime.hpp"
#include "kit/use_case.hpp"

namespace homeport::imports {

// An import nobody started within this many days is cancelled: whoever wants it still brings the file again.
inline constexpr int kForgottenAfterDays = 7;

// Cancels forgotten imports and removes the file of every import that has ended, and files left behind by a server
// killed between taking a file and writing down that it did, once they are a day old. Removes nothing a running or
// waiting import needs. Returns how many files are gone.
int remove_old_files(kit::Runtime& runtime, const kit::Actor& actor);

}  // namespace homeport::imports
