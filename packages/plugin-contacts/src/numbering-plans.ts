/** A change of a country's numbering plan after which two forms of a number are one line. */
interface PlanChange {
  readonly from: RegExp;
  readonly to: string;
  /** Only of numbers that are written with their country code. */
  readonly isInternational?: true;
}

/**
 * How numbers of earlier plans, and of dialling from within the country, are written today. What a
 * plan does not settle, such as a fixed and a mobile line of equal digits, stays two numbers.
 */
const CHANGES: readonly PlanChange[] = [
  // Mexico, since 3 August 2019: ten digits, without 01, 044, 045, and without the 1 after +52.
  // https://www.itu.int/oth/T0202.aspx?parent=T0202 (Mexico, communication of 18 July 2019)
  { from: /^\+52(?:01|044|045)([2-9]\d{9})$/u, to: '+52$1' },
  { from: /^\+521([2-9]\d{9})$/u, to: '+52$1', isInternational: true },
  // Argentina: 15 is dialled within the country where +54 9 is dialled from abroad, never both.
  // https://www.enacom.gob.ar (Plan Fundamental de Numeración Nacional, Resolution 46/1997)
  {
    from: /^\+549(?:(11)15(\d{8})|([23]\d{2})15(\d{7})|([23]\d{3})15(\d{6}))$/u,
    to: '+549$1$2$3$4$5$6',
  },
  // Brazil, until 6 November 2016: a ninth digit before mobile numbers. Numbers with 7 were left out,
  // since some of them were radio lines, which stayed without it.
  // https://www.gov.br/anatel/pt-br/regulado/numeracao (Resolution 553/2010)
  { from: /^\+55([1-9]{2})([689]\d{7})$/u, to: '+55$19$2' },
  // Ivory Coast, since 31 January 2021: ten digits. The second digit of a mobile number says whose it
  // was (Moov 01, MTN 05, Orange 07), the third of a fixed one (Moov 21, MTN 25, Orange 27).
  // https://artci.ci/en/faq/,
  // https://fr.wikipedia.org/wiki/Liste_des_indicatifs_téléphoniques_en_Côte_d'Ivoire
  { from: /^\+225([04-9][0-3]\d{6})$/u, to: '+22501$1' },
  { from: /^\+225([04-9][4-6]\d{6})$/u, to: '+22505$1' },
  { from: /^\+225([04-9][7-9]\d{6})$/u, to: '+22507$1' },
  { from: /^\+225(2\d8\d{5})$/u, to: '+22521$1' },
  { from: /^\+225([23]\d0\d{5})$/u, to: '+22525$1' },
  {
    from: /^\+225((?:2(?:0[23]|1[2357]|2[245]|3[45]|4[3-5])|3(?:06|1[69]|[2-6]7))\d{5})$/u,
    to: '+22527$1',
  },
  // Benin, since 30 November 2024: 01 before all numbers of eight digits.
  // https://arcep.bj (nouveau plan national de numérotation)
  { from: /^\+229([24-9]\d{7})$/u, to: '+22901$1' },
];

/**
 * A number in E.164 as its country's plan has it today.
 *
 * @param beginsWith1 - whether it was written without its country code, and with a 1 before it: that
 *   may be the code of North America
 */
export function currentNumber(number: string, beginsWith1: boolean): string {
  const change = CHANGES.find(
    ({ from, isInternational }) => from.test(number) && !(isInternational && beginsWith1),
  );
  return change ? number.replace(change.from, change.to) : number;
}
