import { Select, type SelectProps } from "antd";

/** A select that finds what is typed among its options' labels. */
export function SearchSelect(props: SelectProps) {
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      allowClear
      style={{ width: "100%" }}
      {...props}
    />
  );
}
