/** The folder of a person's own files beside a project; it keeps itself out of version control. */
export const privateFolder = ".gantry-private/";
