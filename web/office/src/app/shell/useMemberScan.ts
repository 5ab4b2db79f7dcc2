import { customers } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useScanner } from "@shared/ui/useScanner";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

/** A card swiped or scanned on any page opens its member. The code is not repeated: a track holds more than the number. */
export function useMemberScan(): void {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const { message } = App.useApp();
  useScanner((code) => {
    if (!can("customers.read")) return;
    customers.find(code).then(
      ({ customer }) => void navigate(`/customers/${customer.id}`),
      (error: unknown) => void message.error(reasonText(t, asProblem(error))),
    );
  }, "office");
}
