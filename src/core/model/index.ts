/** The values a project is made of: what is stated in its files, in the field's own words. */
export {
  type Kind,
  kinds,
  languageVersion,
  type Method,
  methods,
  type Phase,
  type ProjectHeader,
  phases,
  projectFileName,
  templateFileName,
} from "./project.ts";
