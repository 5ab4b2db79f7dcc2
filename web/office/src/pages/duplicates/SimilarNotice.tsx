import { duplicates, type SimilarRequest } from "@shared/api/duplicates";
import type { CustomerWrite } from "@shared/api/types";
import { Phone } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Alert, Form } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Evidence } from "./Evidence";
import { similarRequest } from "./similar";
import "./duplicates.css";

const kQuietMs = 500;

/** A text once nothing was typed for a moment. */
function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), kQuietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return quiet;
}

/** Who might be meant by the customer about to be entered: looked for while one types, in the way of nobody. */
export function SimilarNotice(props: { onLeave: () => void }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<CustomerWrite>();
  const values = Form.useWatch([], form) as Partial<CustomerWrite> | undefined;
  const wanted = useQuiet(JSON.stringify(similarRequest(values) ?? null));
  const found = useQuery({
    queryKey: ["duplicates", "similar", wanted],
    queryFn: () => duplicates.similar(JSON.parse(wanted) as SimilarRequest),
    enabled: wanted !== "null",
    retry: false,
  }).data?.items;
  return (
    <div aria-live="polite">
      {found && found.length > 0 ? (
        <Alert
          className="hp-form-note"
          type="info"
          showIcon
          title={t("duplicates.perhaps")}
          description={
            <ul className="hp-duplicate-perhaps">
              {found.map(({ customer, evidence }) => (
                <li key={customer.id}>
                  <Link to={`/customers/${customer.id}`} onClick={props.onLeave}>
                    {customer.name}
                  </Link>{" "}
                  {customer.phone ? <Phone text={customer.phone} /> : null} <Evidence words={evidence} />
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
    </div>
  );
}
