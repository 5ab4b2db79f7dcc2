import { useEffect } from "react";

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Homeport 归港" : `${title} · Homeport`;
  }, [title]);
}
