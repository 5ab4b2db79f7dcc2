import { customers } from "@shared/api/endpoints";
import { useQuery } from "@tanstack/react-query";
import { FollowUpList } from "./FollowUpList";

/** On the customer's page. */
export default function FollowUpsTab(props: { customerId: string }) {
  const { customerId } = props;
  const name = useQuery({
    queryKey: ["customer", customerId],
    queryFn: ({ signal }) => customers.get(customerId, signal),
  }).data?.name;
  return <FollowUpList customerId={customerId} name={name} />;
}
