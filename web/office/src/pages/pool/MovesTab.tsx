export { Moves as default } from "./Moves";
