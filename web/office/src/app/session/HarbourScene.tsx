/** A harbour before sunrise: pier light, breakwater, a boat coming in. Drawn, so that it is sharp and weighs nothing. */
export function HarbourScene() {
  return (
    <svg className="hp-scene" viewBox="0 0 600 900" preserveAspectRatio="xMidYMax slice" role="presentation">
      <defs>
        <linearGradient id="hp-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#06343b" />
          <stop offset="0.55" stopColor="#0d5f67" />
          <stop offset="0.82" stopColor="#4f9a94" />
          <stop offset="1" stopColor="#f2c98b" />
        </linearGradient>
        <linearGradient id="hp-beam" x1="1" y1="0" x2="0" y2="0.2">
          <stop offset="0" stopColor="#ffe2ac" stopOpacity="0.55" />
          <stop offset="1" stopColor="#ffe2ac" stopOpacity="0" />
        </linearGradient>
        <linearGradient id="hp-sea" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#3f8d8b" />
          <stop offset="1" stopColor="#073c43" />
        </linearGradient>
      </defs>
      <rect width="600" height="900" fill="url(#hp-sky)" />
      <g fill="#fff" opacity="0.7">
        <circle cx="90" cy="150" r="1.6" />
        <circle cx="300" cy="140" r="1.4" />
        <circle cx="470" cy="80" r="1.6" />
        <circle cx="540" cy="190" r="1.1" />
        <circle cx="150" cy="230" r="1.2" />
      </g>
      <circle cx="210" cy="640" r="54" fill="#ffdca1" />
      <path d="M448 452L0 360v210z" fill="url(#hp-beam)" />
      <path d="M0 640c90-34 150-40 240-26s150 12 360-24v80H0z" fill="#0b4d54" opacity="0.55" />
      <rect y="640" width="600" height="260" fill="url(#hp-sea)" />
      <path
        d="M180 652h60M168 668h84M186 684h48M174 702h72"
        stroke="#ffdca1"
        strokeWidth="5"
        strokeLinecap="round"
        opacity="0.55"
      />
      <path d="M372 646c40-24 90-34 228-40v70H372z" fill="#052c32" />
      <path d="M436 612l8-140h28l8 140z" fill="#f3efe6" />
      <path d="M441 540l2-34h30l2 34zM438 586l2-30h36l2 30z" fill="#c65b45" />
      <rect x="436" y="462" width="44" height="10" rx="3" fill="#052c32" />
      <rect x="444" y="440" width="28" height="22" fill="#ffe2ac" />
      <path d="M440 440l18-20 18 20z" fill="#052c32" />
      <g transform="translate(96 700)">
        <path d="M0 34h120l-20 26H22z" fill="#052c32" />
        <path d="M56 30V-58c28 22 42 52 46 88z" fill="#f3efe6" />
        <path d="M50 30V-40C32-14 18 8 12 30z" fill="#d9d2c2" />
      </g>
      <g fill="none" stroke="#bfe3dd" strokeWidth="4" strokeLinecap="round" opacity="0.35">
        <path d="M20 790c20-14 40-14 60 0s40 14 60 0 40-14 60 0" />
        <path d="M300 740c20-14 40-14 60 0s40 14 60 0 40-14 60 0 40 14 60 0" />
        <path d="M240 850c20-14 40-14 60 0s40 14 60 0 40-14 60 0" />
      </g>
    </svg>
  );
}
