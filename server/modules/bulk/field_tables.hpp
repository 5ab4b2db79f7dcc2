#pragma once

#include "modules/bulk/types.hpp"

template <>
struct homeport::Fields<homeport::bulk::AskedParameter> {
  using P = homeport::bulk::AskedParameter;
  static constexpr std::string_view name = "AskedParameter";
  static constexpr std::array rows{
      field<&P::name>("name", Access::read_write, {.min = 1, .max = 60, .required = true}),
      field<&P::value>("value", Access::read_write, {.min = 1, .max = 8000, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::Whom> {
  using W = homeport::bulk::Whom;
  static constexpr std::string_view name = "BulkWhom";
  static constexpr std::array rows{
      field<&W::selection>("selection", Access::read_write, {.required = true}),
      field<&W::customer_ids>("customer_ids", Access::read_write,
                              {.max = homeport::bulk::kMostChosen, .about = "Of a selection that was chosen."}),
      field<&W::parameters>("parameters", Access::read_write,
                            {.max = 20,
                             .about = "Of a selection that is asked for: query parameters of GET /v1/customers; none: "
                                      "everybody within reach."}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::ValueChange> {
  using V = homeport::bulk::ValueChange;
  static constexpr std::string_view name = "OwnValueChange";
  static constexpr std::array rows{
      field<&V::field>("field", Access::read_write, {.min = 1, .max = 40, .required = true}),
      field<&V::value>("value", Access::read_write,
                       {.max = homeport::own_fields::kMostValueCharacters, .about = "None clears it."}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::CustomerChange> {
  using C = homeport::bulk::CustomerChange;
  static constexpr std::string_view name = "CustomerChange";
  static constexpr std::array rows{
      field<&C::add_tag_ids>("add_tag_ids", Access::read_write, {.max = homeport::customers::kMostTagsOfOne}),
      field<&C::remove_tag_ids>("remove_tag_ids", Access::read_write, {.max = homeport::customers::kMostTagsOfOne}),
      field<&C::store_id>("store_id", Access::read_write),
      field<&C::owner_staff_id>("owner_staff_id", Access::read_write),
      field<&C::clears_owner>("clears_owner", Access::read_write, {.about = "Nobody looks after them any more."}),
      field<&C::source>("source", Access::read_write, {.max = homeport::customers::kMostSourceCharacters}),
      field<&C::status>("status", Access::read_write),
      field<&C::own_values>("own_values", Access::read_write,
                            {.max = homeport::own_fields::kMostOwnFields, .about = "Those named are set or cleared."}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::NewBulkEdit> {
  using N = homeport::bulk::NewBulkEdit;
  static constexpr std::string_view name = "NewBulkEdit";
  static constexpr std::array rows{
      field<&N::whom>("whom", Access::read_write, {.required = true}),
      field<&N::change>("change", Access::read_write, {.required = true}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::FileColumn> {
  using C = homeport::bulk::FileColumn;
  static constexpr std::string_view name = "ExportColumn";
  static constexpr std::array rows{
      field<&C::key>("key", Access::read_write,
                     {.min = 1, .max = 60, .required = true, .about = "\"name\", \"phone\", \"own.skin\" …"}),
      field<&C::title>("title", Access::read_write, {.min = 1, .max = 60, .required = true, .about = "The heading."}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::FileForm> {
  using F = homeport::bulk::FileForm;
  static constexpr std::string_view name = "ExportForm";
  static constexpr std::array rows{
      field<&F::columns>("columns", Access::read_write,
                         {.min = 1, .max = homeport::bulk::kMostExportColumns, .required = true}),
      field<&F::language>("language", Access::read_write,
                          {.max = 2, .about = "zh or en: of words such as the gender."}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::NewBulkExport> {
  using N = homeport::bulk::NewBulkExport;
  static constexpr std::string_view name = "NewBulkExport";
  static constexpr std::array rows{
      field<&N::whom>("whom", Access::read_write, {.required = true}),
      field<&N::form>("form", Access::read_write, {.required = true}),
  };
};

template <>
struct homeport::Fields<homeport::bulk::Replaced> {
  using R = homeport::bulk::Replaced;
  static constexpr std::string_view name = "Replaced";
  static constexpr std::array rows{
      field<&R::tag_ids>("tag_ids", Access::read_write, {.max = homeport::customers::kMostTagsOfOne}),
      field<&R::store_id>("store_id", Access::read_write),
      field<&R::owner_staff_id>("owner_staff_id", Access::read_write),
      field<&R::source>("source", Access::read_write, {.max = homeport::customers::kMostSourceCharacters}),
      field<&R::status>("status", Access::read_write),
      field<&R::own_values>("own_values", Access::read_write, {.max = homeport::own_fields::kMostOwnFields}),
  };
};

// The order of the columns in store.cpp.
template <>
struct homeport::Fields<homeport::bulk::BulkTask> {
  using T = homeport::bulk::BulkTask;
  static constexpr std::string_view name = "BulkTask";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::kind>("kind", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::question_json>("question_json", Access::internal, {.max = 400'000}),
      field<&T::change_json>("change_json", Access::internal, {.max = 400'000}),
      field<&T::form_json>("form_json", Access::internal, {.max = 400'000}),
      field<&T::rights>("rights", Access::internal, {.max = 100'000}),
      field<&T::is_gathered>("is_gathered", Access::read_only, {.about = "Whom it is about is known: total counts."}),
      field<&T::total>("total", Access::read_only),
      field<&T::done>("done", Access::read_only),
      field<&T::changed>("changed", Access::read_only),
      field<&T::refused>("refused", Access::read_only),
      field<&T::undone>("undone", Access::read_only),
      field<&T::error>("error", Access::read_only, {.about = "Why it failed."}),
      field<&T::created_by>("created_by", Access::read_only),
      field<&T::created_by_name>("created_by_name", Access::read_only),
      field<&T::org_unit_id>("org_unit_id", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::finished_at>("finished_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::bulk::RefusedCustomer> {
  using R = homeport::bulk::RefusedCustomer;
  static constexpr std::string_view name = "RefusedCustomer";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
  };
};
